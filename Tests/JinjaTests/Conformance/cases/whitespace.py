MODES = {
    "plain": {},
    "trim": {"trim_blocks": True},
    "lstrip": {"lstrip_blocks": True},
    "both": {"trim_blocks": True, "lstrip_blocks": True},
    "keep": {"keep_trailing_newline": True},
    "both and keep": {"trim_blocks": True, "lstrip_blocks": True, "keep_trailing_newline": True},
}
SOURCES = {
    "if on its own lines": "a\n  {% if true %}\n  b\n  {% endif %}\nc\n",
    "minus": "a \n {%- if true -%} \n b \n {%- endif -%} \n c",
    "plus": "a\n  {%+ if true +%}\n  b\n  {%+ endif +%}\nc\n",
    "mixed signs": "a\n  {%- if true +%}\n  b\n  {%+ endif -%}\nc\n",
    "comment on its own line": "a\n  {# c #}\n  b\n",
    "comment with signs": "a\n  {#- c -#}\n  b {#+ c +#}\n c",
    "print on its own line": "a\n  {{ 1 }}\n  b\n",
    "print with signs": "a\n  {{- 1 -}}\n  b\n  {{+ 2 }}\n",
    "raw on its own lines": "a\n  {% raw %}\n  {{ x }}\n  {% endraw %}\nb\n",
    "raw with signs": "a\n  {%- raw -%}\n  {{ x }}\n  {%- endraw -%}\nb\n",
    "raw with plus": "a\n  {%+ raw %}\n  x\n  {%+ endraw +%}\nb\n",
    "several tags on a line": "  {% if true %} x {% endif %}  \ny\n",
    "tag after text": "a {% if true %}\nb{% endif %}\n",
    "tabs": "\t{% if true %}\t\n\tb\n\t{% endif %}\n",
    "two newlines": "{% if true %}\n\nb\n\n{% endif %}\n\n",
    "carriage returns": "a\r\n{% if true %}\r\nb\r{% endif %}\r\nc\r\n",
    "loop": "<ul>\n  {% for i in [1, 2] %}\n    <li>{{ i }}</li>\n  {% endfor %}\n</ul>\n",
    "starts with a tag": "  {% set a = 1 %}\n  {{ a }}\n",
    "no-break space": "a\u00a0{%- if true -%}\u00a0b{% endif %}",
    "form feed": "a\f  {% if true %}\f\nb{% endif %}",
    "trailing newlines": "a\n\n\n",
    "only a newline": "\n",
    "nothing": "",
    "strings keep newlines": "{{ 'a\r\nb' }}\n",
    "line break in a tag": "{% if\n true\n %}\nx\n{% endif\n%}\n{{\n 1\n}}\n",
    "minus next to text": "a{%-if true-%} b {%-endif-%}c",
    "minus in print": "a {{-1-}} b {{- -1 -}} c",
    "lstrip after a tag": "{% if true %}  {% if true %}  x  {% endif %}  {% endif %}\n",
}
for mode, env in MODES.items():
    for name, source in SOURCES.items():
        case(f"{name}, {mode}", source, env=env)
for sequence in ["\n", "\r\n", "\r"]:
    env = {"newline_sequence": sequence, "keep_trailing_newline": True}
    case(f"newline sequence {sequence!r}", "a\r\nb\nc\rd {{ 'x\ny' }}\n{% raw %}\n{% endraw %}\n", env=env)
    case(f"wordwrap with {sequence!r}", "{{ 'a b c d' | wordwrap(3) }}", env=env)
