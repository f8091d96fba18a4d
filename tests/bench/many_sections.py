"""What the sections of the generated leaflets say: titles, sentences and list entries, with gaps in them."""

from typing import NamedTuple


class Section(NamedTuple):
    """A subject that leaflets write about."""

    titles: tuple[str, ...]
    sentences: tuple[str, ...]
    lead: str
    """Stands before a list."""
    entries: tuple[str, ...]
    steps: bool = False
    """Whether its entries have an order."""


def _section(titles: str, sentences: str, lead: str, entries: str, steps: bool = False) -> Section:
    lists = [tuple(line.strip() for line in text.strip().splitlines()) for text in (titles, sentences, entries)]
    return Section(lists[0], lists[1], lead, lists[2], steps)


SECTIONS = (
    _section(
        "What it is\nThe basics\nIn a few words",
        """We see many people with questions about <it>, and <share> had heard little of it before.
        It often begins with <sign> or <sign2>, and can come and go for <days>.
        It is nobody's fault, and nothing that you did has caused it.
        Your <part> may feel different from one day to the next, and that is to be expected.
        For <share>, things settle within <days> with simple advice from the <staff>.
        Some people notice <sign> only when they are <act> or after a busy day.
        It is safe to keep <act> unless we have told you otherwise.
        The <unit> looks after people with it from their first visit until they feel sure of themselves.
        Tell us in your own words what troubles you most, whether that is <sign> or <act>.""",
        "It may be more likely if you:",
        """have had <sign> before
        sit or stand for more than <time> without a break
        take <medicine> <often>
        have somebody in the family with the same thing
        are under a lot of stress
        do not sleep well""",
    ),
    _section(
        "What you may notice\nSigns to look out for\nHow it can feel",
        """The first thing <share> notice is <sign>.
        You may also have <sign2>, above all after <act> for more than <time>.
        Keep a note of <sign> for <days>, and bring it with you.
        The signs can be stronger in the evening or when you feel <feel>.
        If <sign> is new for you, speak to <who> before your next visit.
        It can be hard to explain <sign2> to other people, so show them this leaflet.
        You may feel <feel> for <days>, and then a little better each week.
        Not everybody has <sign>, and it does not show how serious things are.""",
        "People tell us about:",
        """<sign> that lasts for <days>
        <sign2> when they are <act>
        feeling <feel> without a reason
        having to rest for <time> after <act>
        <sign> at night
        days that are better, and days that are not""",
    ),
    _section(
        "Getting ready\nBefore you come in\nBefore your visit",
        """We send you a letter <days> before the date with the time and the place.
        Please phone us on {department.phone} if you cannot come, so that somebody else can have your place.
        A <staff> will ask about your health, your medicines and who is at home with you.
        You can eat and drink as usual until <time> before, unless your letter says otherwise.
        If you take <medicine>, ask us what to do at least <days> before.
        Wash as usual on the day, but do not use creams or powder on your <part>.
        Plan for <who> to take you home, as you may feel <feel>.
        Tell us if you need an interpreter, a ramp or more time, and we will arrange it.
        It helps to stop smoking <days> before, and to do some <act> <often>.""",
        "Please bring with you:",
        """<thing>
        <thing> and <thing2>
        a list of your allergies
        the name and number of <who>
        all of the medicines that you take, in their boxes
        any questions that you have written down""",
    ),
    _section(
        "On the day\nWhat happens\nStep by step",
        """Please come to <place> at the time in your letter, and tell the desk that you have arrived.
        A <staff> will meet you and check your name and date of birth.
        The whole visit takes about <time>, though you may be with us for longer.
        You will be asked to say again what you have come for, and to agree to it.
        Only the people who need to be there will be in the room, and you can ask for a chaperone.
        You may feel some pressure in your <part>, but it should not hurt.
        If you feel <feel> at any moment, say so, and we will stop.
        Afterwards you can rest for <time>, with something to drink.
        We will tell you what we found before you go, and write to <who> within <days>.""",
        "This is the order of things:",
        """Check in at <place> and take a seat.
        Go through your answers with the <staff>.
        Change into a gown, if you are asked to.
        Lie or sit still for <time> while we look at your <part>.
        Rest until you no longer feel <feel>.
        Ask your questions before you go home with <who>.""",
        steps=True,
    ),
    _section(
        "What helps\nThings you can do\nLooking after yourself",
        """Small changes that you keep up for <days> do more than big ones that you give up.
        Try <act> for <time>, <often>, and add a little each week.
        Many people find that <act> eases <sign>.
        Rest is good when you feel <feel>, but not for more than <time> at once.
        Keep your <part> warm, and change your position often.
        Choose one thing that you enjoy, such as <act>, and do it on <many> days a week.
        Tell <who> what you plan to do, because we keep to a plan better when somebody knows of it.
        If <sign> gets worse after <act>, do half as much next time rather than nothing.
        A <staff> can help you to set a goal that fits into your week.""",
        "You could try:",
        """<act> for <time>, <often>
        a warm shower before <act>
        a short rest <room>
        talking to <who>
        less of <food>, and more of <food2>
        going to bed at the same time each night""",
    ),
    _section(
        "Medicines\nYour medicines\nPain relief",
        """Take <medicine> just as the label says, and not more often than <often>.
        Do not stop <medicine> without asking <who>, even if you feel better.
        Some people feel <feel> in the first <days>, and this usually passes.
        Tell us about everything you take, herbal remedies and <medicine> included.
        If you forget a dose, take it when you remember, unless it is nearly time for the next.
        A pharmacist can check whether <medicine> and <medicine2> go together.
        Keep all medicines out of the reach of children, and take old ones back to a pharmacy.
        For <share>, <dose> is enough to ease <sign>.
        Do not drive if your medicine makes you sleepy: it is against the law.""",
        "Ask us before you take:",
        """<medicine>
        <medicine> together with <medicine2>
        anything new for <sign>
        more than <dose> of what the label says
        <medicine> that was meant for somebody else""",
    ),
    _section(
        "Possible problems\nRisks\nWhat can go wrong",
        """All treatment has risks, and we want you to know them before you decide.
        <share> have some <sign> for <days>, and it needs no treatment.
        Now and then, <share> need to come back to see us because of <sign2>.
        An infection is not common, but it needs to be treated early.
        The risks are higher if you smoke, are overweight or have diabetes.
        We will talk with you about what matters for you, and you can take <days> to think.
        There is a small chance that <it> does not help, and then we look for another way together.
        Serious problems are rare, and our team is trained to deal with them.
        You can change your mind at any time, and your care will not suffer.""",
        "Tell us straight away about:",
        """<sign> that does not ease within <time>
        <sign2> that is getting worse
        a high temperature or shivering
        new redness or heat around your <part>
        anything that you did not expect""",
    ),
    _section(
        "Going home\nThe first few days\nAfter your visit",
        """You can go home when you can walk, eat and drink, and somebody is with you.
        Have <who> stay with you for the first night.
        Rest on the first day, and then do a little more each day.
        You may have <sign> for <days>, and <sign2> for a little longer.
        Keep your <part> clean and dry for <days>.
        You can go back to <act> when you feel ready, and to <act2> after <days>.
        Do not sign papers or look after children alone on the day, as you may feel <feel>.
        The <unit> will phone you within <days> to ask how you are.
        Most people go back to work after <days>, but it depends on what you do.""",
        "For the first week:",
        """do not lift anything heavier than a full kettle
        drink water <often>
        have a rest of <time> each afternoon
        ask <who> to help with <act>
        take <medicine> if you need it and the label allows
        keep away from <act2>""",
    ),
    _section(
        "Eating and drinking\nFood and drink\nMeals that help",
        """You do not need a special diet, but <food> can make a difference.
        Eat small meals <often> if you feel <feel>.
        Drink 6 to 8 glasses a day, unless we have asked you to drink less.
        Try to have <food> on <many> days a week, and <food2> less often.
        If <sign> puts you off your meals, tell the <staff>, because it can be helped.
        Weigh yourself at the same time each week, and tell us if you lose 10% of your weight.
        Alcohol can make <sign2> worse, so have several days a week without it.
        A dietitian can help you to plan meals that you like and can afford.""",
        "Good choices are:",
        """<food>
        <food> with <food2>
        a small meal, <often>
        something that you like when you feel <feel>
        a glass of water with each meal""",
    ),
    _section(
        "Moving and exercise\nKeeping active\nGetting stronger",
        """Moving is good for your <part>, and it is hard to do harm by it.
        Start with <time> of <act>, and stop while it still feels easy.
        You should be able to talk while you are <act>, but not to sing.
        Do your exercises <often>, if possible <room>.
        A little soreness on the next day is all right, and should settle within <days>.
        If you feel <feel>, do fewer and do them slowly, but do some.
        Build up over <days>, and write down what you have done.
        Stop and tell us if you have <sign> that is new.""",
        "How to begin:",
        """Choose a time of day when you do not feel <feel>.
        Warm up with <time> of <act>.
        Do <many> of each exercise, and rest.
        Do <many> more if that was easy.
        Write down how your <part> felt.
        Rest for <time>, with a glass of water.""",
        steps=True,
    ),
    _section(
        "Sleep and mood\nHow you may feel\nWorry and low mood",
        """It is normal to feel <feel> at times, and it does not mean that you cope badly.
        Worry can make <sign> feel stronger, and <sign> can make you worry.
        Talking to <who> often helps more than people expect.
        Try to wind down for <time> before bed, <room> and without a screen.
        If you feel low for more than <days>, please tell <who>.
        Slow breathing for <time> can calm your body when you feel <feel>.
        You can refer yourself for talking therapy, and the <staff> can tell you how.
        Do one thing each day that you enjoy, such as <act> or <act2>.""",
        "Some people find it helps to:",
        """write their worries down before bed
        do some <act> in daylight
        breathe slowly for <time>
        meet <who> each week
        plan something to look forward to""",
    ),
    _section(
        "Work, driving and travel\nBack to everyday life\nDaily life",
        """You do not have to be free of <sign> before you go back to work.
        Ask for lighter duties for <days>, or for shorter hours.
        Do not drive until you can stop the car in an emergency without <sign>.
        Tell your insurance company about <it> before you travel.
        On a long journey, get up and walk about every <time>.
        Most people can fly after <days>, but ask us first if you have <sign2>.
        Sex is safe when you both feel ready for it.
        We can give you a note for your employer if you need to be off for more than <days>.
        Carry <thing> and <thing2> when you are away from home.""",
        "Before a journey:",
        """pack <thing> in your hand luggage
        take enough <medicine> for <days> more than you need
        find out where the nearest hospital is
        tell <who> where you will be
        plan a break of <time> every 2 hours""",
    ),
    _section(
        "Tests and results\nYour results\nFurther tests",
        """A test takes about <time>, and you can go home straight after it.
        We look at how your <part> works, and compare it with earlier results.
        The results are ready within <days>, and we send a copy to your GP.
        A normal result does not mean that your <sign> is not real.
        If you have not heard from us after <days>, please phone {department.phone}.
        Sometimes we repeat a test to be sure, and that is no reason to worry.
        <share> need no more tests after this one.
        You can see your results in the NHS App, often before we have had time to explain them.""",
        "The tests can show:",
        """whether your <part> is healing
        why you have <sign>
        if <medicine> would help
        how much you can do
        if somebody else should see you""",
    ),
    _section(
        "Choices you have\nOther treatments\nDeciding together",
        """You can choose to wait for <days> and see whether <sign> gets better by itself.
        There is often more than one good choice, and what matters to you decides.
        Ask what would happen if you did nothing for <days>.
        Some people prefer <medicine> to <it>, and others the other way round.
        <share> who wait find that <sign2> troubles them less in time.
        Bring <who> with you when you have something to decide.
        You may ask for a second opinion, and nobody will mind.
        Whatever you choose, the <staff> will go on looking after you.""",
        "Questions to ask:",
        """What are my choices, and what is good and bad about each?
        How likely is it that I get <sign>?
        What happens if I wait for <days>?
        How soon can I go back to <act>?
        Whom do I phone if I feel <feel>?""",
    ),
    _section(
        "Your appointments\nSeeing us again\nFollow-up",
        """We would like to see you again in <days>, here or by video.
        The visit takes <time>, and a <staff> will look at your <part>.
        If you have no more <sign>, we may phone instead.
        Please tell us on {department.phone} if your address or your name changes.
        Students sometimes sit in, but you can say no.
        The <unit> is near <place>, and there are chairs on the way.
        After <days> most people no longer need to see us.
        If <sign> comes back within <days>, you can return without a new letter from your GP.""",
        "At the visit we will:",
        """ask about <sign> and <sign2>
        look at your <part>
        check whether <medicine> still suits you
        answer what you have written down
        agree on the next <days> with you""",
    ),
)

KEYS = (
    "You know your own body best, so tell us when something is not right.",
    "Start low, go slow, and keep going.",
    "It is safe to move your <part>.",
    "Phone us if you are not sure. We would rather hear from you too early than too late.",
    "<sign> is common in the first <days>, and it passes.",
    "Do a little, <often>, rather than a lot now and then.",
    "Do not stop <medicine> without asking us.",
)
STORIES = (
    "<name> came to us with <sign> and felt <feel> most days.",
    "At first <name> could manage only <time> of <act>.",
    "With help from the <staff>, <name> found a way to do a bit more each week.",
    "After <days>, <act> was possible again, and so was <act2>.",
    "<name> says: it took longer than I thought, but it was worth it.",
    "The bad days still come, but <name> knows now what to do.",
)
NAMES = ("Sam", "Alex", "Priya", "Owen", "Grace", "Tomasz", "Amina", "Rhys", "Ling", "Maria", "Joan", "Winston")
URGENT = (
    "you have <sign> that is getting worse",
    "<sign2> has not eased after <days>",
    "you have a high temperature or feel very unwell",
    "your <part> is hot, red or swollen",
    "you cannot keep food or drink down",
    "you cannot take <medicine> as we agreed",
)
NON_URGENT = (
    "<sign> is no better after <days>",
    "you would like to talk about <act>",
    "you feel <feel> more often than before",
    "you have run out of <medicine>",
    "you are not sure what this leaflet means for you",
)
EMERGENCY = (
    "you have sudden chest pain",
    "you cannot get your breath",
    "one side of your face or body is suddenly weak",
    "you have a fit, or faint and do not come round",
    "you bleed and cannot stop it",
    "your lips or tongue swell suddenly",
)
