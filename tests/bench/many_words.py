"""The words of the generated workspace: departments, what they treat, sentences with gaps, and what fills the gaps.

All of it is invented. Nothing in it is advice: the leaflets are made to be measured, and every page of them says so.
"""

from typing import NamedTuple


class Field(NamedTuple):
    """A department, and what its leaflets are about."""

    identifier: str
    name: str
    staff: str
    part: str
    conditions: tuple[str, ...]
    procedures: tuple[str, ...]
    signs: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split("; "))


def _field(identifier: str, name: str, staff: str, part: str, conditions: str, procedures: str, signs: str) -> Field:
    return Field(identifier, name, staff, part, _words(conditions), _words(procedures), _words(signs))


FIELDS = (
    _field(
        *("physiotherapy", "Physiotherapy outpatients", "physiotherapist", "back"),
        "low back pain; neck pain; a stiff shoulder; tennis elbow; knee arthritis; a sprained ankle",
        "a first visit; a course of exercise; hydrotherapy; acupuncture; a walking aid; a home visit",
        "stiffness; a dull ache; weakness; numbness; pain at night; trouble with stairs",
    ),
    _field(
        *("spinal", "Spinal assessment team", "spinal nurse", "spine"),
        "sciatica; spinal stenosis; mid-back pain; scoliosis; a slipped disc; a spinal fracture",
        "a spinal injection; a nerve root block; a spinal brace; a disc operation; a spinal scan; a spinal review",
        "leg pain; tingling; numb toes; a stiff back; cramp in the calf; pain on sitting",
    ),
    _field(
        *("orthopaedics", "Bones and joints", "joint nurse", "joint"),
        "hip arthritis; a broken wrist; a trigger finger; a bunion; a torn cartilage; a frozen shoulder",
        "a hip replacement; a knee replacement; a plaster cast; a keyhole knee operation; a hand operation; pin care",
        "swelling; bruising; a hot joint; a tight cast; clicking; pain when you put weight on it",
    ),
    _field(
        *("heart", "Heart clinic", "heart nurse", "heart"),
        "angina; atrial fibrillation; heart failure; high blood pressure; a heart murmur; high cholesterol",
        "an angiogram; a pacemaker; an exercise test; a heart scan; a 24-hour heart monitor; a stent",
        "palpitations; swollen ankles; breathlessness; dizziness; a tight chest; tiredness",
    ),
    _field(
        *("breathing", "Breathing and chest clinic", "respiratory nurse", "chest"),
        "asthma; COPD; bronchiectasis; sleep apnoea; a chest infection; a long-lasting cough",
        "a breathing test; oxygen at home; a bronchoscopy; a chest drain; an inhaler check; pulmonary rehabilitation",
        "wheezing; a cough; more phlegm; breathlessness; a sore throat; waking at night",
    ),
    _field(
        *("diabetes", "Diabetes centre", "diabetes nurse", "feet"),
        "type 1 diabetes; type 2 diabetes; diabetes in pregnancy; low blood sugar; high blood sugar; foot ulcers",
        "an insulin pump; a blood sugar sensor; a foot check; an eye check; insulin injections; a blood sugar test",
        "thirst; blurred sight; shakiness; sweating; a sore foot; passing a lot of pee",
    ),
    _field(
        *("kidney", "Kidney unit", "kidney nurse", "kidneys"),
        "chronic kidney disease; kidney stones; a kidney infection; fluid build-up; anaemia; high potassium",
        "haemodialysis; dialysis at home; a fistula operation; a kidney biopsy; a kidney transplant; a line change",
        "itching; puffy eyes; tiredness; back ache; cloudy pee; loss of appetite",
    ),
    _field(
        *("digestion", "Stomach and bowel clinic", "endoscopy nurse", "tummy"),
        "irritable bowel; coeliac disease; Crohn's disease; heartburn; constipation; gallstones",
        "a colonoscopy; a gastroscopy; a capsule test; a breath test; a bowel operation; a stoma",
        "bloating; tummy cramps; loose poo; feeling sick; wind; weight loss",
    ),
    _field(
        *("skin", "Skin clinic", "skin nurse", "skin"),
        "eczema; psoriasis; acne; hives; leg ulcers; sun damage",
        "a skin biopsy; patch testing; light treatment; mole removal; freezing treatment; wet wraps",
        "itching; redness; dry skin; blisters; flaking; a sore patch",
    ),
    _field(
        *("eyes", "Eye unit", "eye nurse", "eye"),
        "glaucoma; cataract; dry eyes; macular degeneration; a squint; floaters",
        "a cataract operation; an eye injection; laser treatment; a field test; eye drops; a lid operation",
        "blurred sight; glare; watering; a gritty feeling; flashes of light; a red eye",
    ),
    _field(
        *("ear-nose-throat", "Ear, nose and throat", "clinic nurse", "throat"),
        "glue ear; sinusitis; vertigo; tonsillitis; nosebleeds; a hoarse voice",
        "a tonsil operation; grommets; a sinus operation; a nose camera; an ear clean; a neck lump test",
        "a blocked nose; ear ache; a sore throat; dizziness; bad breath; trouble swallowing",
    ),
    _field(
        *("hearing", "Hearing and balance", "audiologist", "ear"),
        "hearing loss; tinnitus; a balance problem; sound sensitivity; ear wax; sudden deafness",
        "a hearing test; hearing aids; a balance test; an ear mould; a bone hearing device; a hearing aid repair",
        "ringing; muffled sound; unsteadiness; whistling; a full feeling; tiredness after listening",
    ),
    _field(
        *("maternity", "Maternity unit", "midwife", "womb"),
        "morning sickness; pelvic pain; high blood pressure in pregnancy; low iron; a breech baby; group B strep",
        "a planned caesarean; induction of labour; a water birth; an epidural; a pregnancy scan; membrane sweeping",
        "headaches; backache; swelling; fewer movements; bleeding; feeling faint",
    ),
    _field(
        *("children", "Children's unit", "children's nurse", "tummy"),
        "croup; febrile convulsions; bedwetting; a head injury; bronchiolitis; chickenpox",
        "a general anaesthetic; a blood test; a day on the ward; tube feeding; a hearing check; a plaster change",
        "a fever; a rash; vomiting; fewer wet nappies; a noisy cough; being sleepy",
    ),
    _field(
        *("nerves", "Brain and nerve clinic", "specialist nurse", "nerves"),
        "migraine; epilepsy; Parkinson's disease; multiple sclerosis; Bell's palsy; nerve pain",
        "a lumbar puncture; a brain scan; a nerve test; botulinum injections; a sleep test; a brain wave test",
        "headaches; shaking; weak muscles; poor balance; pins and needles; trouble finding words",
    ),
    _field(
        *("stroke", "Stroke rehabilitation", "stroke nurse", "arm"),
        "stroke; mini-stroke; tiredness after stroke; swallowing problems; loss of speech; a weak arm",
        "a swallowing test; a neck artery scan; an arm splint; speech therapy; a driving check; a home assessment",
        "weakness on one side; slurred speech; tiredness; low mood; blurred sight; poor memory",
    ),
    _field(
        *("bladder", "Bladder and prostate clinic", "continence nurse", "bladder"),
        "an overactive bladder; a leaking bladder; an enlarged prostate; cystitis; blood in pee; a weak pelvic floor",
        "a catheter; a bladder camera test; a prostate biopsy; bladder training; a flow test; a stent removal",
        "stinging; a weak stream; leaking; getting up at night; cloudy pee; tummy pain",
    ),
    _field(
        *("cancer-care", "Cancer care centre", "key worker", "body"),
        "cancer tiredness; a sore mouth; lymphoedema; hair loss; low blood counts; worry about cancer coming back",
        "chemotherapy; radiotherapy; a PICC line; immunotherapy; a treatment review; hormone treatment",
        "a high temperature; feeling sick; a sore mouth; tiredness; bruising; tingling fingers",
    ),
    _field(
        *("scans", "X-ray and scanning", "radiographer", "arm"),
        "low bone density; a thyroid lump; a blocked vein; contrast reactions; a breast lump; swollen glands",
        "an MRI scan; a CT scan; an ultrasound scan; a bone density scan; an X-ray; a needle biopsy",
        "a warm feeling; a metal taste; a bruise; itching; a headache; a sore arm",
    ),
    _field(
        *("day-surgery", "Day surgery unit", "theatre nurse", "wound"),
        "a hernia; varicose veins; wisdom teeth; carpal tunnel; piles; an ingrown toenail",
        "day surgery; a hernia operation; a local anaesthetic; sedation; a vein operation; a dental operation",
        "bruising; a sore wound; oozing; feeling sick; a dry mouth; sleepiness",
    ),
)

CONDITION_TITLES = (
    "About {}",
    "Living with {}",
    "Your treatment for {}",
    "Medicines for {}",
    "Helping somebody with {}",
    "Work, travel and {}",
    "Eating well with {}",
    "Check-ups for {}",
)
PROCEDURE_TITLES = (
    "Having {}",
    "Getting ready for {}",
    "Going home after {}",
    "Your questions about {}",
    "The weeks after {}",
)
#: Beyond the first round of titles.
READERS = ("", " (for carers)", " (for young people)", " (in short)")

#: What fills <gaps> in sentences that does not depend on the department.
GAPS: dict[str, tuple[str, ...]] = {
    "days": _words("a day or 2; 2 to 3 days; about a week; 10 days; 2 weeks; 3 to 4 weeks; about 6 weeks; 3 months"),
    "time": _words("5 minutes; 10 minutes; 15 minutes; 20 minutes; half an hour; 45 minutes; an hour"),
    "often": _words("once a day; twice a day; every morning; 3 times a week; every few hours; at bedtime"),
    "share": _words(
        "about half of people; about 1 in 4 people; fewer than 1 in 10 people; about 1 in 100 people; most people;"
        " 3 in 4 people"
    ),
    "who": _words(
        "your GP; your pharmacist; a friend; your partner; the nurse in charge; your doctor; somebody you trust;"
        " a member of our team"
    ),
    "act": _words(
        "walking; swimming; gardening; climbing stairs; cooking; driving; shopping; lifting; reading; cycling; sleeping"
        "; cleaning the house"
    ),
    "thing": _words(
        "your glasses; a list of your medicines; this leaflet; something to read; comfortable shoes; a drink"
        "; your phone; loose clothes; your appointment letter; a dressing gown; your inhalers; some change for parking"
    ),
    "food": _words(
        "fruit and vegetables; oily fish; beans and lentils; wholegrain bread; plain yoghurt; nuts; soup; salty snacks"
        "; sugary drinks; fried food; fresh water; weak tea"
    ),
    "medicine": _words(
        "paracetamol; ibuprofen; blood thinners; antibiotics; steroid tablets; water tablets; inhalers; herbal remedies"
        "; iron tablets; insulin"
    ),
    "place": _words(
        "the main entrance; the ground floor; the day unit; the first-floor clinic; the car park by the river;"
        " the reception desk; the bus stop outside"
    ),
    "feel": _words("worried; tired; sore; stiff; low; better; a little sick; sleepy; unsteady; frustrated"),
    "dose": ("one", "two", "a small amount", "half", "the lower dose", "the same dose"),
    "room": ("in the kitchen", "in bed", "in a warm room", "outdoors", "on a firm chair", "at work", "in the shower"),
    "many": ("2", "3", "4", "5", "6", "8", "10"),
}
