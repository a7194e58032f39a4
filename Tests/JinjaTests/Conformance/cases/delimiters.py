ERB = {
    "block_start_string": "<%", "block_end_string": "%>", "variable_start_string": "<%=", "variable_end_string": "%>",
    "comment_start_string": "<%#", "comment_end_string": "%>",
}
PHP = dict(ERB, block_start_string="<?", block_end_string="?>", variable_start_string="<?=", variable_end_string="?>",
           comment_start_string="<!--", comment_end_string="-->")
LATEX = {
    "block_start_string": "\\BLOCK{", "block_end_string": "}", "variable_start_string": "\\VAR{",
    "variable_end_string": "}", "comment_start_string": "\\#{", "comment_end_string": "}",
    "line_statement_prefix": "%%", "line_comment_prefix": "%#", "trim_blocks": True,
}
BRACKETS = {"block_start_string": "[[%", "block_end_string": "%]]", "variable_start_string": "[[",
            "variable_end_string": "]]", "comment_start_string": "[[#", "comment_end_string": "#]]"}
LINES = {"line_statement_prefix": "#", "line_comment_prefix": "##"}
LINES_TRIM = dict(LINES, trim_blocks=True, lstrip_blocks=True)
PERCENT = {"line_statement_prefix": "%", "line_comment_prefix": "//"}

case("erb", "<%# c %><% if true %>a<%= 1 + 1 %><%- endif -%> b <% raw %><%= x %><% endraw %>", env=ERB)
case("php", "<!-- c --><? for i in [1, 2] ?><?= i ?>,<? endfor ?>", env=PHP)
case("latex", "\\VAR{1}\\BLOCK{if true}a\\BLOCK{endif}\\#{c}\n%% for i in [1, 2]\n\\VAR{i}\n%% endfor\nx %# comment\n", env=LATEX)
case("brackets", "[[% set a = [[1]] %]][[ a[0] ]] [[# c #]][[ [1][0] ]]", env=BRACKETS)
case("long", "{{{ 1 }}} {{ 2 }}", env={"variable_start_string": "{{{", "variable_end_string": "}}}"})
case("shell-like", "${1 + 1} $% {", env={"variable_start_string": "${", "variable_end_string": "}"})
case("dict in shell-like", "${ {'a': 1}['a'] }", env={"variable_start_string": "${", "variable_end_string": "}"})
case("non-ASCII", "«1»", env={"variable_start_string": "«", "variable_end_string": "»"})
case("equal start and end", "%% 1 %%", env={"variable_start_string": "%%", "variable_end_string": "%%"})
for name, source in {
    "for": "a\n# for i in [1, 2]\n{{ i }}\n# endfor\nb",
    "for with colon": "# for i in [1, 2]:\n{{ i }}\n# endfor\n",
    "indented": "a\n   # if true\n  b\n\t# endif\nc",
    "blank lines after": "# if true\n\n\n  b\n# endif\n\nc",
    "at the end of the file": "# if true\nb\n# endif",
    "comment": "a ## comment\nb\n## whole line\nc",
    "comment after a statement": "# if true ## why\nb\n# endif\n",
    "comment at the start": "## c\na",
    "comment at the end": "a ## c",
    "several lines": "# set a = [\n  1,\n  2\n]\n{{ a }}",
    "with other tags": "# if true\n{% if true %}x{% endif %}{# c #}\n# endif\n",
    "no line start": "a # b\n",
    "set and print": "# set x = 1\n{{ x }}\n# set y = 2\n{{ y }}",
    "sign": "a\n#- if true\nb\n#- endif\nc",
    "hash in text": "a#b\n c#d ##e\n",
    "macro and call": "# macro m(x)\n[{{ x }}]\n# endmacro\n{{ m(1) }}",
    "unknown": "# nosuch\n",
    "unclosed": "# if true\na",
    "trailing spaces": "# if true   \n  a\n# endif  \nb",
    "carriage returns": "# if true\r\na\r\n# endif\r\nb",
}.items():
    case(f"line statement: {name}", source, env=LINES)
    case(f"line statement with trimming: {name}", source, env=LINES_TRIM)
case("percent lines", "% for i in [1, 2]:\n  {{ i }} // c\n% endfor\n10% // d\nhttp://x", env=PERCENT)
case("raw in lines", "# if true\n{% raw %}\n# x\n{% endraw %}\n# endif", env=LINES)

case("settings by their truth", "{% if 1 %}\na\n  {% endif %}\n{{ '<' }}", env={"trim_blocks": 1, "lstrip_blocks": "yes", "autoescape": 1})
case("settings that are off", "{% if 1 %}\na\n  {% endif %}\n{{ '<' }}", env={"trim_blocks": 0, "lstrip_blocks": None, "autoescape": "", "enable_async": False})
