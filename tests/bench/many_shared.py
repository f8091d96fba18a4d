"""Shared blocks and pictures of the generated workspace, beside those that the starter brings."""

from random import Random

from PIL import Image, ImageDraw, ImageFilter

SHARED = {
    "call-for-help": """\
body:
  - card:
      level: emergency
      title: "Call 999 or go to A&E now if:"
      items:
        - you have sudden chest pain, or cannot get your breath
        - one side of your face or body is suddenly weak
        - you bleed and cannot stop it
        - you faint and do not come round
""",
    "clean-hands": """\
body:
  - heading: Clean hands
  - >-
    Germs travel on hands. Please clean yours when you come in and when you leave, after you have been to the
    toilet, and before you eat. There is gel at every door. It is all right to ask our staff whether they have
    cleaned theirs.
  - key: Stay away if you have had sickness or diarrhoea in the last 2 days.
""",
    "stop-smoking": """\
body:
  - heading: If you smoke
  - >-
    Wounds heal faster and medicines work better when you do not smoke. You are far more likely to stop for good with
    help than alone. Ask any member of staff, and we will put you in touch with the stop smoking team.
  - resources:
      - title: Help to stop smoking
        url: https://www.example.org/stop-smoking
        note: Advice, an app and local groups.
""",
    "consent": """\
body:
  - heading: Your agreement
  - >-
    We need your agreement before we begin. You will be asked to sign a form, and can have a copy of it. Before you
    sign, you should know:
  - list:
      - what we plan to do, and why
      - what is good about it, and what can go wrong
      - what else could be done
      - what happens if nothing is done
  - You can change your mind at any time, after you have signed as well.
""",
    "fasting": """\
body:
  - heading: When to stop eating and drinking
  - >-
    An empty stomach makes an anaesthetic safer. If you have eaten, we may have to put it off.
  - table:
      caption: Until when you may eat and drink
      header: [Your arrival, Food until, Water until]
      row_headers: true
      rows:
        - ["7:30am", midnight, "6:30am"]
        - ["12 noon", "7am", "11am"]
        - ["3pm", "9am", "2pm"]
""",
    "wound-care": """\
body:
  - heading: Looking after your wound
  - >-
    Leave the dressing on for 2 days. After that you can have a shower, but not a bath. Pat the wound dry with a clean
    towel. Do not use cream or powder on it.
  - card:
      level: urgent
      title: "Phone us, or get help from NHS 111 when we are closed, if:"
      items:
        - the wound is red, hot or swollen
        - it leaks, or smells
        - the edges come apart
        - you have a high temperature
""",
    "medicines-list": """\
body:
  - heading: My medicines
  - Fill this in, and bring it to every visit. Write down what you buy for yourself as well.
  - table:
      caption: What I take
      header: [Medicine, How much, How often]
      grid: true
      rows:
        - ["", "", ""]
        - ["", "", ""]
        - ["", "", ""]
        - ["", "", ""]
        - ["", "", ""]
""",
    "finding-us": """\
body:
  - heading: Finding us
  - >-
    The buses 4, 16 and 22 stop at the main entrance. There are spaces for people with a blue badge beside the door.
    Parking is free for the first 20 minutes. If you need help with travel, phone {department.phone}.
  - resources:
      - title: Maps and parking
        url: https://www.example.org/finding-us
        note: How to get here by bus, car and bicycle.
""",
    "chaperone": """\
body:
  - box:
      title: Having somebody with you
      body:
        - >-
          You can ask for a chaperone at any visit. This is a trained member of staff who stays with you. You may also
          bring a friend or relative. Tell us if you would rather see a woman or a man, and we will do our best.
""",
    "your-record": """\
body:
  - heading: What we keep about you
  - >-
    We write down what we find and what we do, so that everybody who cares for you knows it. We share it only with
    people who need it for your care. You can ask to see it.
  - resources:
      - title: Your record and you
        url: https://www.example.org/your-record
        note: Who may see it, and how to ask for a copy.
""",
}

#: Stem of the pictures, name, alt texts of start and finish.
EXERCISES = (
    ("cat-stretch", "Cat stretch", "A person is on hands and knees with a level back.", "The back is arched up."),
    (
        "bridge",
        "Bridge",
        "A person lies on their back with knees bent.",
        "The hips are lifted to make a straight slope.",
    ),
    ("bird-dog", "Bird dog", "A person is on hands and knees.", "One arm and the opposite leg reach out, level."),
    (
        "childs-pose",
        "Child's pose",
        "A person is on hands and knees.",
        "The person sits back on their heels, arms out.",
    ),
    ("knees-to-chest", "Knees to chest", "A person lies on their back.", "Both knees are drawn up to the chest."),
    ("seated-rotation", "Seated rotation", "A person sits tall, arms crossed.", "The chest is turned to one side."),
    ("squat-with-weights", "Squat", "A person stands with a weight in each hand.", "The knees and hips are bent."),
    (
        "wall-press-up",
        "Wall press-up",
        "A person stands facing a wall.",
        "The elbows are bent; the face is near the wall.",
    ),
    (
        "back-extension",
        "Back extension",
        "A person lies face down.",
        "The arms have pushed the chest up off the floor.",
    ),
    ("upper-back-extension", "Lean back", "A person sits on a chair.", "The upper back leans back over the chair."),
)
DRAWINGS = (
    ("body-map-back.svg", "The back of a body, with the neck, the mid back and the low back marked."),
    ("nail-boot.svg", "A boot cut open. A long nail passes between the toes without touching them."),
    ("twin-peaks.svg", "Two mountains. On the second, the pain line is far below the summit."),
)
COVERS = ("cover-back.svg", "cover-midback.svg", "cover-move.svg", "cover-strength.svg", "cover-treatments.svg")
PHOTOGRAPHS = (
    ("photo-entrance.png", "A low building with a blue door, and a path that leads up to it."),
    ("photo-hills.png", "Green hills under a clear sky, with a path between them."),
    ("photo-fruit.png", "Oranges and apples on a table, in the light of a window."),
    ("photo-ward.png", "A bed with white sheets beside a window."),
)
_SIZE = (1200, 800)


def photograph(name: str) -> Image.Image:
    """A made-up scene with soft edges, light that falls off, and grain: what a camera's file has to be compressed."""
    random = Random(name)
    image = Image.new("RGB", _SIZE, "#B9D3E6")
    {
        "photo-entrance.png": _entrance,
        "photo-hills.png": _hills,
        "photo-fruit.png": _fruit,
        "photo-ward.png": _ward,
    }[name](ImageDraw.Draw(image), random)
    image = image.filter(ImageFilter.GaussianBlur(3))
    light = Image.radial_gradient("L").resize(_SIZE).point(lambda value: 255 - value // 3)
    image = Image.composite(image, Image.new("RGB", _SIZE, "#20252B"), light)
    patches = Image.frombytes("L", (300, 200), random.randbytes(60000)).resize(_SIZE, Image.Resampling.BICUBIC)
    return Image.blend(image, Image.merge("RGB", [patches] * 3), 0.04)


def _entrance(draw: ImageDraw.ImageDraw, random: Random) -> None:
    draw.rectangle((0, 560, 1200, 800), fill="#7F9A6B")
    draw.rectangle((140, 240, 1060, 580), fill="#C9B79C")
    draw.polygon([(110, 240), (1090, 240), (960, 150), (240, 150)], fill="#7A4B3A")
    draw.polygon([(540, 580), (660, 580), (820, 800), (380, 800)], fill="#A9A49B")
    draw.rectangle((540, 380, 660, 580), fill="#2F5F8A")
    for left in (200, 370, 740, 910):
        draw.rectangle((left, 340, left + 90, 450), fill=random.choice(("#E9F0F4", "#D5E3EA")))


def _hills(draw: ImageDraw.ImageDraw, random: Random) -> None:
    for height, colour in ((330, "#9DB58C"), (430, "#7FA06C"), (540, "#5F8550"), (660, "#486B3D")):
        places = range(0, 1300, 100)
        ridge = [(place, height + random.randint(-60, 60)) for place in places]
        draw.polygon([(0, 800), *ridge, (1200, 800)], fill=colour)
    draw.line([(560, 800), (600, 660), (560, 560), (640, 450)], fill="#D8CDB4", width=26, joint="curve")


def _fruit(draw: ImageDraw.ImageDraw, random: Random) -> None:
    draw.rectangle((0, 0, 1200, 420), fill="#EADFCB")
    draw.rectangle((700, 0, 1100, 360), fill="#F8F6EE")
    draw.rectangle((0, 420, 1200, 800), fill="#9A6B45")
    for number in range(9):
        left, top, side = 180 + 90 * number, random.randint(330, 520), random.randint(130, 190)
        colour = random.choice(("#E08A24", "#D9741C", "#B53A2D", "#7FA33B"))
        draw.ellipse((left + 10, top + side - 30, left + side + 40, top + side + 20), fill="#6E4A2E")
        draw.ellipse((left, top, left + side, top + side), fill=colour)
        draw.ellipse((left + side // 4, top + side // 6, left + side // 2, top + side // 3), fill="#F3D9A4")


def _ward(draw: ImageDraw.ImageDraw, random: Random) -> None:
    draw.rectangle((0, 0, 1200, 560), fill="#DCE3DC")
    draw.rectangle((0, 560, 1200, 800), fill="#A7ACA6")
    draw.rectangle((720, 90, 1060, 400), fill="#F4FAFD")
    draw.line([(890, 90), (890, 400)], fill="#B9C2C7", width=12)
    draw.rectangle((120, 470, 820, 600), fill="#F7F7F5")
    draw.rectangle((120, 520, 820, 610), fill=random.choice(("#7EA0B7", "#88AFA0")))
    draw.rectangle((140, 420, 330, 500), fill="#FFFFFF")
    for left in (140, 780):
        draw.rectangle((left, 600, left + 18, 720), fill="#5A6066")
    draw.rectangle((90, 360, 130, 640), fill="#6F777D")
