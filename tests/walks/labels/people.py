"""Made-up names of people, as they are written."""

PEOPLE = (
    "Ana Quiroz", "Lopez, Maria", "JOSE GARCIA", "tyrone begay", "Maria de la Cruz", "Juan Carlos Ortega Jr.", "O’Brien, Kelly",
    "Jean-Luc Picard", "Nguyen Van Anh", "A. Ramirez", "Ramirez A", "Mrs Yazzie", "Luis", "Ñusta Íñiguez", "王小明",
    "Dwayne Smith II", "Sofia Lopez-Garcia", "anaquiroz Lopez", "AnaQuiroz", "ana.quiroz", "ana_quiroz", "Hope Hall",
    "Grace Park", "Mark Page", "April May", "Rose Hill", "Faith Short", "Ludwig van der Berg", "Иван Петров", "Kim Soo-jin",
)  # fmt: skip
"""Thirty; *Luis* is a name only beside other words."""
ALONE = frozenset({"Luis"})
