"""Files of many kinds, for what is binary and how lines end; the same ones every time."""

import random

chance = random.Random(2024)
TEXTS = [
    "The quick brown fox jumps over the lazy dog. {{ cookiecutter.name }}\n", "Съешь же ещё этих мягких французских булок.\n",
    "いろはにほへと ちりぬるを。\n", "中文文本，很多字。\n", "키스의 고유조건은 입술끼리 만나야 한다.\n", "Größe, Straße, Ärger – naïve café\n", "\t  \n", "\x1b[31mred\x1b[0m ", "a\x0cb ",
    "🙂🙃 emoji ", "x = 1\r\n", "y = 2\r", "{\"a\": [1, 2, 3]}\n", "Ξεσκεπάζω την ψυχοφθόρα βδελυγμία.\n",
]
ENCODINGS = ["utf-8"] * 12 + ["utf-16", "utf-16-le", "utf-16-be", "utf-32-le", "latin-1", "cp1251", "shift_jis", "big5", "euc-kr", "gb2312", "euc-jp"]


def samples(count):
    for number in range(count):
        text = "".join(chance.choice(TEXTS) * chance.randint(1, 6) for _ in range(chance.randint(1, 4)))
        encoding = chance.choice(ENCODINGS) if number % 3 else "utf-8"
        content = text.encode(encoding, "ignore")
        if number % 5 == 0:
            content = content * 12
        if number % 7 == 0:
            at = chance.randrange(len(content) + 1)
            content = content[:at] + bytes(chance.randrange(256) for _ in range(chance.choice([1, 2, 40]))) + content[at:]
        if number % 11 == 0:
            content = bytes(chance.randrange(256) for _ in range(chance.randint(1, 300)))
        # Only the first 512 bytes count, and that there are more.
        yield content[: 512 + number % 4]
