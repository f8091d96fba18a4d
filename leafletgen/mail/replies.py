"""What a mail server's codes mean, in our own words: its words may quote an address, so that nobody is shown them."""

from __future__ import annotations

from typing import Final

from leafletgen.errors import Diagnostic, ExitCode, RefusedError, Setting, Wording, error, note, refused, warning
from leafletgen.mail.entry import DAMAGED
from leafletgen.mail.smtp_faults import (
    AnswerError,
    CertificateError,
    LostError,
    NoLoginError,
    NotEncryptedError,
    NotTlsError,
    Reply,
    Step,
)

#: What can go wrong with a session, not with a message.
SESSION_FAULTS: Final = (CertificateError, NotEncryptedError, NotTlsError, NoLoginError)

#: By the last two numbers of an enhanced code (RFC 3463, 7372, 7505 and the registry of IANA).
_ENHANCED: Final = {
    "1.1": "no such mailbox",
    "1.2": "no such domain",
    "1.3": "the address has the wrong form",
    "1.4": "the address means several mailboxes",
    "1.6": "the mailbox has moved",
    "1.10": "this domain takes no e-mail",
    "2.1": "the mailbox is closed",
    "2.2": "the mailbox is full",
    "2.3": "larger than the mailbox takes",
    "3.1": "the server's disk is full",
    "3.4": "larger than the server takes",
    "4.1": "the recipient's server does not answer",
    "4.4": "the way to the recipient's server is not known",
    "4.5": "the server is too busy",
    "4.7": "it took too long to deliver",
    "5.3": "too many recipients",
    "6.0": "the content is not accepted",
    "7.0": "against the server's rules",
    "7.1": "the server's rules do not allow it",
    "7.8": "the user or the password is wrong",
    "7.9": "this way to log in is too weak for the server",
    "7.13": "the account is closed",
    "7.20": "the signature of the sender's domain is missing (DKIM)",
    "7.23": "the sender's domain does not allow this server (SPF)",
    "7.25": "the sending server has no name",
    "7.26": "the sender's domain could not be confirmed (SPF, DKIM)",
    "7.27": "the sender's domain takes no e-mail",
    "7.139": "logging in with a password is switched off for this account",
}
#: By the code alone (RFC 5321, 4.2.3).
_PLAIN: Final = {
    421: "the server is closing down for the moment",
    450: "the mailbox is busy",
    451: "the server has a difficulty of its own, or wants to see a second try",
    452: "the server has no room for the moment",
    454: "the server cannot do this for the moment",
    550: "there is no such mailbox, or the server's rules do not allow it",
    551: "the recipient is elsewhere",
    552: "the mailbox is full, or the message too large",
    553: "the address is not allowed",
    554: "the server's rules do not allow it",
}
#: OpenSSL's numbers (X509_V_ERR_…).
_CERTIFICATES: Final = {
    0: "the file of certificates cannot be used",
    9: "it is not valid yet",
    10: "it has expired",
    18: "it was signed by itself alone",
    19: "nobody trusted has signed it",
    20: "nobody trusted has signed it",
    62: "it is for another name",
    64: "it is for another IP address",
}


def meaning(reply: Reply) -> str:
    """Return both codes and what they mean, such as ``550 5.1.1: no such mailbox``."""
    # A rule that passes is no rule that forbids: most often a second try is wanted.
    by_rule = reply.passes and reply.enhanced[2:3] == "7"
    words = ("" if by_rule else _ENHANCED.get(reply.enhanced[2:])) or _PLAIN.get(reply.code)
    return f"{reply}: {words}" if words else str(reply)


def meaning_of(why: str) -> str:
    """Return what a reason means that the outbox has kept, such as ``550-5.1.1``."""
    if why == DAMAGED:
        return "its file is damaged"
    code, _, enhanced = why.partition("-")
    return meaning(Reply(int(code), enhanced)) if code.isdecimal() else why


def of_refused(subject: str, answer: AnswerError) -> Diagnostic:
    """Return what is said of a message that the server will never take."""
    if answer.reply.code == 552 or answer.reply.enhanced[2:] in ("2.3", "3.4"):
        return of_too_large(subject, str(answer.reply))
    if answer.step is Step.RECIPIENT:
        return error(
            "email-recipient-refused",
            f"{subject}the server refused this recipient ({meaning(answer.reply)})",
            "correct the address, and make the message anew",
        )
    return error(
        "email-refused",
        f"{subject}the server refused this message ({meaning(answer.reply)})",
        "ask IT what this code means there; to try again, make the message anew",
    )


def of_too_large(subject: str, code: str = "") -> Diagnostic:
    """Return what is said of a message that the server, or the mailbox, has no room for."""
    return error(
        "email-too-large-for-server",
        f"{subject}the message is too large for the server, or the mailbox is full" + (f" ({code})" if code else ""),
        "send fewer or smaller PDFs, or print it",
    )


def of_unknown(subject: str, wording: Wording) -> Diagnostic:
    """Return what is said of a message that the server may have taken."""
    return error(
        "email-unknown",
        f"{subject}the connection broke at the very end: this message may have arrived, or not",
        f"ask the patient; {wording(Setting.RESEND_UNKNOWN, '')} sends it once more, and it may then arrive twice",
    )


def of_waiting(subject: str, why: str, seconds: float) -> Diagnostic:
    """Return what is said of a message that is tried again."""
    return note("email-waits", f"{subject}not taken yet ({why}); the next try is {in_time(seconds)}")


def of_given_up(subject: str, why: str, tries: int) -> Diagnostic:
    """Return what is said of a message that was tried often enough for one run."""
    return warning(
        "email-given-up",
        f"{subject}not taken in {tries} tries ({why}); it stays in the outbox",
        "send again later; when that does not help, ask IT what this code means there",
    )


def of_damaged(subject: str) -> Diagnostic:
    """Return what is said of a message that cannot be read in the outbox."""
    return error(
        "email-not-readable",
        f"{subject}the message in the outbox cannot be read, so it was not sent",
        "make it anew, and remove this one",
    )


def of_pause(seconds: float) -> Diagnostic:
    """Return what is said while nothing is sent."""
    return note("email-pause", f"nothing can be sent for the moment; it goes on {in_time(seconds)}")


def in_time(seconds: float) -> str:
    """Return when something is, in words, rounded up to whole minutes."""
    if seconds < 1:
        return "at once"
    if seconds < 60:
        return "within a minute"
    minutes = -int(-seconds // 60)
    return f"in {minutes} minute{'s' * (minutes != 1)}" if minutes < 120 else f"in {minutes / 60:.0f} hours"


def stopped(fault: Exception) -> RefusedError:
    """Return why a run ends, or does not begin, with all messages left where they are."""
    if isinstance(fault, CertificateError):
        why = _CERTIFICATES.get(fault.verify_code, "it cannot be trusted")
        return refused(
            "mail-server-certificate",
            f"the certificate of the mail server is not right: {why}; nothing was sent to it",
            "check the server's name; where IT has certificates of its own, name their file in the settings (ca_file)",
            ExitCode.ENVIRONMENT,
        )
    if isinstance(fault, NotEncryptedError):
        return refused(
            "mail-server-without-tls",
            "the mail server does not offer to encrypt the connection; nothing was sent to it",
            "check the server's name and port; ask IT for the one for submission with TLS",
            ExitCode.ENVIRONMENT,
        )
    if isinstance(fault, NotTlsError):
        return refused(
            "mail-server-tls-failed",
            "no encrypted connection to the mail server came about",
            "port 465 goes with the security tls, port 587 with starttls; ask IT which one it is",
            ExitCode.ENVIRONMENT,
        )
    if isinstance(fault, NoLoginError):
        return refused(
            "mail-server-without-login",
            "the mail server offers no way to log in with a password",
            "ask IT for an account that may send from a program (SMTP AUTH, an app password)",
            ExitCode.ENVIRONMENT,
        )
    if isinstance(fault, AnswerError):
        return _of_answer(fault)
    step = fault.step if isinstance(fault, LostError) else Step.CONNECT
    if step is Step.CONNECT:
        return refused(
            "mail-server-not-reached",
            "the mail server cannot be reached",
            "check its name and port, and the network; a firewall may be between",
            ExitCode.ENVIRONMENT,
        )
    return refused(
        "mail-server-lost",
        "the mail server broke the connection, or what it said was no SMTP",
        "try again later; check its name and port when it happens again",
        ExitCode.ENVIRONMENT,
    )


def _of_answer(answer: AnswerError) -> RefusedError:
    said = meaning(answer.reply)
    if answer.reply.passes:
        return refused(
            "mail-server-busy",
            f"the mail server sends us away ({said})",
            "try again later; what waits stays in the outbox",
            ExitCode.ENVIRONMENT,
        )
    if answer.step is Step.LOG_IN:
        return refused(
            "mail-login-refused",
            f"the mail server did not let us in ({said})",
            "check user and password; it was tried once only, as accounts are locked after several",
            ExitCode.ENVIRONMENT,
        )
    if needs_login(answer):
        return refused(
            "mail-login-needed",
            f"the mail server wants somebody to log in first ({said})",
            "name the user in the settings of the mail server, and keep the password",
            ExitCode.ENVIRONMENT,
        )
    if answer.step is Step.SENDER:
        return refused(
            "mail-sender-refused",
            f"the mail server does not take messages from this sender ({said})",
            "check the sender in the settings: it must be one that this account may send as",
            ExitCode.ENVIRONMENT,
        )
    return refused(
        "mail-server-refuses",
        f"the mail server does not want to talk to us ({said})",
        "ask IT what this code means there",
        ExitCode.ENVIRONMENT,
    )


def of_all_refused(reply: Reply, number: int) -> RefusedError:
    """Return why a run ends that would have every message refused."""
    return refused(
        "mail-server-refuses",
        f"the mail server refused {number} messages in a row in the same way ({meaning(reply)}); no others were tried",
        "ask IT what this code means there; then make the refused ones anew, and send the others",
        ExitCode.ENVIRONMENT,
    )


def needs_login(answer: AnswerError) -> bool:
    """Return whether a server wants a login before anything else (RFC 4954, 6)."""
    return answer.reply.code == 530
