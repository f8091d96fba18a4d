"""The window for e-mail, found as its users find it."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage

from playwright.sync_api import Locator, expect

from tests.clinic.browser.desk import Desk

PASSWORD = "quartz lantern mulberry bicycle"


class EmailDialog:
    """The window of a desk, which is opened for it."""

    def __init__(self, desk: Desk) -> None:
        """Open the window, and wait until it knows what the message would be."""
        self.desk = desk
        self.window = desk.page.get_by_role("dialog", name="Send the sheet by e-mail")
        button = desk.button("E-mail")
        (button if button.is_visible() else desk.more("E-mail")).click()
        expect(self.window).to_contain_text("The message is ")

    def field(self, label: str) -> Locator:
        """Return a field by its whole label."""
        return self.window.get_by_label(label, exact=True)

    def button(self, name: str) -> Locator:
        """Return a button of the window."""
        return self.window.get_by_role("button", name=name, exact=True)

    def faults(self) -> Locator:
        """Return what is said to be wrong."""
        return self.window.locator(".fault:not(.warning, .note)")

    def protect(self, password: str, again: str | None = None) -> None:
        """Ask for a password to be put on the PDF."""
        self.window.get_by_label("Protect with a password").check()
        self.field("Password").fill(password)
        self.field("Password again").fill(password if again is None else again)

    def draft(self) -> EmailMessage:
        """Press the button for a draft, and return the file that is saved."""
        name, data = self.desk.saved(self.button("Save as a draft"))
        assert name == "exercise-sheet.eml"
        return read(data)

    def send(self, button: str = "Send") -> None:
        """Press the button that sends, and say yes."""
        self.button(button).click()
        question = self.desk.page.get_by_role("dialog", name="Send it now?")
        question.get_by_role("button", name="Send", exact=True).click()


def read(data: bytes) -> EmailMessage:
    """Return a message as Python's own library reads it, without a fault."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage) and not message.defects
    return message


def files(message: EmailMessage) -> dict[str, bytes]:
    """Return the attachments of a message by their names."""
    return {part.get_filename() or "": part.get_content() for part in message.iter_attachments()}
