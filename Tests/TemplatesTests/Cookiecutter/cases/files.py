"""What becomes of each kind of file: line ends, encodings, binaries, modes, links, names."""

J = {"name": "p", "on": "yes", "off": "", "nl": "a\nb"}
P = "{{cookiecutter.name}}/"


def files(**more):
    return {"cookiecutter.json": J, **{P + path: content for path, content in more.items()}}


case("line ends", {"cookiecutter.json": J,
    P + "lf.txt": "a {{ cookiecutter.name }}\nb\n", P + "crlf.txt": b"a\r\n{{ cookiecutter.name }}\r\nb",
    P + "cr.txt": b"a\r{{ cookiecutter.name }}\rb\r", P + "lf-first.txt": b"a\nb\r\nc\r\n", P + "crlf-first.txt": b"a\r\nb\nc\n",
    P + "cr-first.txt": b"a\rb\nc\r\n", P + "none.txt": b"{{ cookiecutter.nl }}", P + "empty.txt": b"",
    P + "value.txt": b"x\r\n{{ cookiecutter.nl }}\r\n", P + "far.txt": b"x" * 9000 + b"\r\nb\n", P + "late.txt": b"a\r\n" + b"x" * 9000 + b"\n",
    P + "edge.txt": b"x" * 8191 + b"\r\ny\n", P + "edge2.txt": b"x" * 8191 + b"\r\n", P + "edge3.txt": b"x" * 8191 + b"\ry\r\n",
    P + "edge4.txt": b"a\r\n" + b"x" * 8188 + b"\r\n\n", P + "no-newline-at-end": b"a",
    P + "last-cr.txt": b"a\nb\r\nc\r", P + "last-cr-alone.txt": b"a\r",
    P + "last-cr-after-lf.txt": b"a\nb\r", P + "last-cr-after-crlf.txt": b"a\r\nb\r", P + "edge5.txt": b"x" * 8191 + b"\r", P + "edge6.txt": b"x" * 8191 + b"\r\ny\r",
    P + "tags.txt": b"{% if cookiecutter.on %}\r\nyes\r\n{% endif %}\r\n"})
for name, value in (("crlf", "\r\n"), ("lf", "\n"), ("cr", "\r")):
    case(f"_new_lines {name}", {"cookiecutter.json": {**J, "_new_lines": value}, P + "a.txt": "a\nb\n", P + "b.txt": b"a\r\nb\r\n", P + "c.bin": b"a\r\nb\n"})
case("_new_lines nonsense", {"cookiecutter.json": {**J, "_new_lines": "x"}, P + "a.txt": "a\n"})
case("_new_lines empty", {"cookiecutter.json": {**J, "_new_lines": ""}, P + "a.txt": b"a\r\n"})

case("encodings", {"cookiecutter.json": J,
    P + "bom.txt": b"\xef\xbb\xbfa {{ cookiecutter.name }}\n", P + "unicode.txt": "ä€𝄞 {{ cookiecutter.name }}\n",
    P + "separators.txt": "a\u2028b\u0085c\n"})
case("text that isn't UTF-8", {"cookiecutter.json": J, P + "latin.txt": b"caf\xe9 and so on, a longer line of text in Latin-1 {{ cookiecutter.name }}\n" * 3})
case("bad bytes after the first 512", {"cookiecutter.json": J, P + "late.txt": b"good text\n" * 60 + b"\xff\n"})

case("binaries", {"cookiecutter.json": J,
    P + "image.png": "{{ nope }}", P + "IMAGE.PNG": "{{ nope }}", P + "data": b"\x00\x01\x02{{ nope }}\xff\xfe", P + "zip": b"PK\x03\x04{{ nope }}",
    P + "bm.txt": "BM{{ nope }}", P + "feed.txt": b"{{ nope }} text with a form feed\x0c" + b"x" * 300, P + "escape.txt": b"\x1b[0m {{ nope }}" + b"y" * 400,
    P + "many.txt": b"\x0c\x0c\x0c\x0c\x0c{{ cookiecutter.name }}" + b"z" * 300, P + "short.txt": b"\x0c{{ cookiecutter.name }}",
    P + "cut.txt": "x".encode() * 511 + "é{{ cookiecutter.name }}".encode(), P + "russian.txt": ("Съешь же ещё этих мягких булок. " * 20 + "{{ cookiecutter.name }}").encode(),
    P + "chinese.txt": ("中文文本，很多字。" * 40 + "{{ cookiecutter.name }}").encode(), P + "a.o": "{{ nope }}", P + ".so": "{{ cookiecutter.name }}",
    P + "nul.txt": b"a\x00b {{ cookiecutter.name }} and some more text", P + "japanese.txt": ("日本語のテキスト。" * 30 + "{{ cookiecutter.name }}").encode(),
    P + "german.txt": ("Schöne Grüße, " * 60 + "{{ cookiecutter.name }}").encode(), P + "x{{cookiecutter.name}}.gif": "{{ nope }}"})

case("modes", {"cookiecutter.json": J,
    P + "run.sh": File("#!/bin/sh\n", 0o755), P + "private": File("x", 0o600), P + "suid": File("x", 0o4755), P + "all": File("x", 0o777),
    P + "tool.bin": File(b"\x00\x01", 0o750), P + "folder": Folder(0o700), P + "folder/f": "x", P + "empty": Folder()})
case("links", {"cookiecutter.json": J, "shared/common.txt": "shared {{ cookiecutter.name }}\n", "shared/deep/er.txt": "deeper",
    P + "real.txt": File("real {{ cookiecutter.name }}\n", 0o755), P + "same.txt": Link("real.txt"), P + "up.txt": Link("../shared/common.txt"),
    P + "chain.txt": Link("same.txt"), P + "folder": Link("../shared"), P + "inner": Folder(), P + "inner/back": Link("../real.txt"),
    P + "include.txt": "{% include 'folder/deep/er.txt' %} {% include 'up.txt' %}"})
case("a link that leads nowhere", {"cookiecutter.json": J, P + "broken": Link("nothing")})
case("links in copied folders", {"cookiecutter.json": {**J, "_copy_without_render": ["raw"]}, "shared/a.txt": "{{ nope }}", "shared/sub/b": File("x", 0o755),
    P + "raw/link": Link("../../shared"), P + "raw/file": Link("../../shared/a.txt"), P + "raw/private": Folder(0o700), P + "raw/private/x": File("", 0o600)})
case("a link that leads outside", {"cookiecutter.json": J, P + "hosts": Link("/etc/hostname")}, refused="source")

case("names", {"cookiecutter.json": J,
    P + "{{cookiecutter.on}}/{{ cookiecutter.name }}-{{cookiecutter.on}}.txt": "x", P + "{% if cookiecutter.off %}never{% endif %}": "{{ x | nofilter }}",
    P + "sub/{% if cookiecutter.off %}never.txt{% endif %}": "{{ nope }}", P + "sub/{% if cookiecutter.on %}there.txt{% endif %}": "there",
    P + "{{ 'a' if cookiecutter.on else 'b' }} {# note #}.txt": "x", P + "{% raw %}{{x}}{% endraw %}": "x", P + "ünï": "x", P + "$}": "x"})
case("names across folders are one text", {"cookiecutter.json": J, P + "{% if cookiecutter.on %}a/b{% endif %}.txt": "x"})
case("a folder without a name", {"cookiecutter.json": J, P + "{{cookiecutter.off}}/f": "x"})
case("two folders of one name", {"cookiecutter.json": J, P + "{{cookiecutter.on}}/a": "x", P + "yes/b": "y"})
case("two files of one name", {"cookiecutter.json": J, P + "{{cookiecutter.on}}.txt": "first", P + "yes.txt": File("second", 0o755)})
case("a file with the name of a folder", {"cookiecutter.json": J, P + "yes/b": "y", P + "{{cookiecutter.on}}": "lost"})
case("a slash in a folder's name", {"cookiecutter.json": {**J, "path": "a/b"}, P + "{{cookiecutter.path}}/f": "x"})
case("a slash in a file's name", {"cookiecutter.json": {**J, "path": "a/b"}, P + "{{cookiecutter.path}}": "x"})
case("a slash in a file's name, with the folder there", {"cookiecutter.json": {**J, "path": "a/b"}, P + "{{cookiecutter.path}}": "x", P + "a/c": ""})
case("a slash in the project's name", {"cookiecutter.json": {"name": "a/b"}, P + "f/g": "x"})
case("dots in a name", {"cookiecutter.json": {"name": "./a//b/."}, P + "f": "x"})
case("an undefined name", {"cookiecutter.json": J, P + "{{cookiecutter.nope}}.txt": "x"})
case("an undefined folder name", {"cookiecutter.json": J, P + "{{cookiecutter.nope}}/x": "x"})
case("an undefined variable", {"cookiecutter.json": J, P + "x": "{{ cookiecutter.nope }}"})
case("a syntax error", {"cookiecutter.json": J, P + "x": "{{ cookiecutter.name"})
case("an unknown filter", {"cookiecutter.json": J, P + "x": "{{ 1 | nofilter }}"})
case("no template folder", {"cookiecutter.json": J, "plain/x": "x"})
case("no cookiecutter.json", {P + "x": "x"})
case("a broken cookiecutter.json", {"cookiecutter.json": "{", P + "x": "x"})
case("git's files but not its folder", {"cookiecutter.json": J, P + ".gitignore": "x", P + ".github/w.yml": "${{ '{{' }} x }}", P + ".gitmodules": ""})
case("leading out", {"cookiecutter.json": {**J, "path": "../../evil"}, P + "{{cookiecutter.path}}": "x"}, refused="unsafe")
case("a project called ..", {"cookiecutter.json": {"name": ".."}, P + "x": "x"}, refused="unsafe")
case("a project without a name", {"cookiecutter.json": {"name": ""}, P + "x": "x"})
case("into an existing folder", {"cookiecutter.json": J, P + "x": "new", P + "d/y": "new"}, existing={"p/x": "old"})
case("over existing files", {"cookiecutter.json": {**J, "_copy_without_render": ["raw*"]}, P + "x": "new", P + "d/y": "new", P + "raw/a": "new", P + "raw.txt": "new"},
    existing={"p/x": "old", "p/d/y": File("old", 0o755), "p/d/z": "old", "p/raw/b": "old", "p/raw.txt": "old", "other": "old"}, overwrite=True)
case("beside existing files", {"cookiecutter.json": {**J, "_copy_without_render": ["raw*"]}, P + "x": "{{ nope }}", P + "d/y": "new", P + "d/n": "new", P + "raw.txt": "new"},
    existing={"p/x": "old", "p/d/y": "old", "p/raw.txt": "old"}, overwrite=True, skip=True)
