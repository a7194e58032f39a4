// Long because it is the whole schema, as `fleet codemod schema` prints it and docs/codemod.schema.json holds it.

/// The JSON Schema (draft 2020-12) of codemod files, for editors.
///
/// A test holds it together with what the reader takes.
public enum CodemodSchema {
  /// The schema, ended by a line feed.
  public static let text = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "A fleet codemod",
      "type": "object",
      "required": ["fleet", "name", "steps"],
      "additionalProperties": false,
      "properties": {
        "$schema": {"type": "string"},
        "fleet": {"const": 1},
        "name": {"type": "string", "pattern": "^[a-z][a-z0-9-]*$"},
        "description": {"type": "string"},
        "parameters": {
          "type": "object",
          "propertyNames": {"pattern": "^[A-Za-z_][A-Za-z0-9_-]*$"},
          "additionalProperties": {
            "type": "object",
            "required": ["type"],
            "additionalProperties": false,
            "properties": {
              "type": {"enum": ["string", "integer", "number", "boolean"]},
              "default": true,
              "description": {"type": "string"},
              "enum": {"type": "array", "minItems": 1},
              "min": {"type": "number"},
              "max": {"type": "number"},
              "pattern": {"type": "string", "minLength": 1}
            }
          }
        },
        "where": {"$ref": "#/$defs/condition"},
        "steps": {
          "type": "array",
          "minItems": 1,
          "items": {
            "type": "object",
            "required": ["op"],
            "oneOf": [
              {"$ref": "#/$defs/set"},
              {"$ref": "#/$defs/delete"},
              {"$ref": "#/$defs/rename"},
              {"$ref": "#/$defs/append"},
              {"$ref": "#/$defs/replace"},
              {"$ref": "#/$defs/rewrite"},
              {"$ref": "#/$defs/bump"},
              {"$ref": "#/$defs/image"},
              {"$ref": "#/$defs/create"},
              {"$ref": "#/$defs/remove"},
              {"$ref": "#/$defs/move"},
              {"$ref": "#/$defs/copy"},
              {"$ref": "#/$defs/mode"},
              {"$ref": "#/$defs/run"},
              {"$ref": "#/$defs/use"}
            ]
          }
        },
        "formatters": {"type": "array", "items": {"type": "array", "items": {"type": "string"}, "minItems": 1}},
        "limits": {
          "type": "object",
          "additionalProperties": false,
          "properties": {"files": {"type": "integer", "minimum": 1}, "lines": {"type": "integer", "minimum": 1}}
        },
        "commit": {
          "type": "object",
          "additionalProperties": false,
          "properties": {"message": {"type": "string", "minLength": 1}, "branch": {"type": "string", "minLength": 1}}
        },
        "tests": {
          "type": "array",
          "items": {
            "type": "object",
            "required": ["name", "before"],
            "additionalProperties": false,
            "properties": {
              "name": {"type": "string", "minLength": 1},
              "parameters": {"type": "object"},
              "before": {"type": "object", "additionalProperties": {"type": "string"}},
              "after": {"type": "object", "additionalProperties": {"type": ["string", "null"]}},
              "unchanged": {"const": true},
              "error": {
                "enum": [
                  "no-match",
                  "count",
                  "ambiguous",
                  "parse",
                  "type",
                  "alias",
                  "exists",
                  "outside",
                  "encoding",
                  "hashes",
                  "digest",
                  "not-idempotent",
                  "script",
                  "limits",
                  "verification"
                ]
              }
            },
            "oneOf": [{"required": ["after"]}, {"required": ["unchanged"]}, {"required": ["error"]}]
          }
        }
      },
      "$defs": {
        "globs": {
          "oneOf": [
            {"type": "string", "minLength": 1},
            {"type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1}
          ]
        },
        "path": {
          "type": "array",
          "minItems": 1,
          "items": {
            "oneOf": [
              {"type": "string"},
              {"type": "integer"},
              {
                "type": "object",
                "required": ["where"],
                "additionalProperties": false,
                "properties": {"where": {"type": "object", "minProperties": 1}}
              }
            ]
          }
        },
        "format": {"enum": ["json", "jsonc", "yaml", "toml", "ini", "properties", "xml", "python", "env"]},
        "value": {
          "description": "Any value. {\"param\": name} is a parameter with its type, {\"code\": text} an expression in Python."
        },
        "parameter": {
          "type": "object",
          "required": ["param"],
          "additionalProperties": false,
          "properties": {"param": {"type": "string"}}
        },
        "documents": {"oneOf": [{"const": "all"}, {"type": "integer", "minimum": 0}]},
        "matches": {
          "type": "object",
          "minProperties": 1,
          "additionalProperties": false,
          "properties": {
            "exactly": {"type": "integer", "minimum": 1},
            "min": {"type": "integer", "minimum": 0},
            "max": {"type": "integer", "minimum": 1}
          },
          "not": {"anyOf": [{"required": ["exactly", "min"]}, {"required": ["exactly", "max"]}]}
        },
        "condition": {
          "type": "object",
          "minProperties": 1,
          "maxProperties": 1,
          "additionalProperties": false,
          "properties": {
            "exists": {"type": "string", "minLength": 1},
            "contains": {
              "type": "object",
              "required": ["file"],
              "additionalProperties": false,
              "properties": {
                "file": {"type": "string", "minLength": 1},
                "regex": {"type": "string", "minLength": 1},
                "text": {"type": "string", "minLength": 1}
              },
              "oneOf": [{"required": ["regex"]}, {"required": ["text"]}]
            },
            "value": {
              "type": "object",
              "required": ["file", "path"],
              "additionalProperties": false,
              "properties": {
                "file": {"type": "string", "minLength": 1},
                "path": {"$ref": "#/$defs/path"},
                "equals": true,
                "below": {"oneOf": [{"type": "number"}, {"$ref": "#/$defs/parameter"}]},
                "above": {"oneOf": [{"type": "number"}, {"$ref": "#/$defs/parameter"}]}
              },
              "oneOf": [{"required": ["equals"]}, {"required": ["below"]}, {"required": ["above"]}]
            },
            "dependency": {
              "type": "object",
              "required": ["ecosystem", "name"],
              "additionalProperties": false,
              "properties": {
                "ecosystem": {"enum": ["pip", "maven", "npm"]},
                "name": {"type": "string", "minLength": 1},
                "version": {"type": "string", "minLength": 1}
              }
            },
            "all": {"type": "array", "items": {"$ref": "#/$defs/condition"}},
            "any": {"type": "array", "items": {"$ref": "#/$defs/condition"}},
            "not": {"$ref": "#/$defs/condition"}
          }
        },
        "set": {
          "type": "object",
          "required": ["op", "files", "path", "value"],
          "additionalProperties": false,
          "properties": {
            "op": {"const": "set"},
            "id": {"type": "string", "pattern": "^[a-z][a-z0-9-]*$"},
            "when": {"$ref": "#/$defs/condition"},
            "files": {"$ref": "#/$defs/globs"},
            "path": {"$ref": "#/$defs/path"},
            "value": {"$ref": "#/$defs/value"},
            "exclude": {"$ref": "#/$defs/globs"},
            "format": {"$ref": "#/$defs/format"},
            "missing": {"enum": ["fail", "skip", "create"]},
            "documents": {"$ref": "#/$defs/documents"},
            "alias": {"enum": ["fail", "replace"]},
            "matches": {"$ref": "#/$defs/matches"}
          }
        },
        "delete": {
          "type": "object",
          "required": ["op", "files", "path"],
          "additionalProperties": false,
          "properties": {
            "op": {"const": "delete"},
            "id": {"type": "string", "pattern": "^[a-z][a-z0-9-]*$"},
            "when": {"$ref": "#/$defs/condition"},
            "files": {"$ref": "#/$defs/globs"},
            "path": {"$ref": "#/$defs/path"},
            "exclude": {"$ref": "#/$defs/globs"},
            "format": {"$ref": "#/$defs/format"},
            "missing": {"enum": ["fail", "skip"]},
            "documents": {"$ref": "#/$defs/documents"},
            "alias": {"enum": ["fail", "replace"]},
            "matches": {"$ref": "#/$defs/matches"}
          }
        },
        "rename": {
          "type": "object",
          "required": ["op", "files", "path", "to"],
          "additionalProperties": false,
          "properties": {
            "op": {"const": "rename"},
            "id": {"type": "string", "pattern": "^[a-z][a-z0-9-]*$"},
            "when": {"$ref": "#/$defs/condition"},
            "files": {"$ref": "#/$defs/globs"},
            "path": {"$ref": "#/$defs/path"},
            "to": {"type": "string", "minLength": 1},
            "exclude": {"$ref": "#/$defs/globs"},
            "format": {"$ref": "#/$defs/format"},
            "missing": {"enum": ["fail", "skip"]},
            "documents": {"$ref": "#/$defs/documents"},
            "alias": {"enum": ["fail", "replace"]},
            "matches": {"$ref": "#/$defs/matches"}
          }
        },
        "append": {
          "type": "object",
          "required": ["op", "files", "path", "value"],
          "additionalProperties": false,
          "properties": {
            "op": {"const": "append"},
            "id": {"type": "string", "pattern": "^[a-z][a-z0-9-]*$"},
            "when": {"$ref": "#/$defs/condition"},
            "files": {"$ref": "#/$defs/globs"},
            "path": {"$ref": "#/$defs/path"},
            "value": {"$ref": "#/$defs/value"},
            "exclude": {"$ref": "#/$defs/globs"},
            "format": {"$ref": "#/$defs/format"},
            "missing": {"enum": ["fail", "skip", "create"]},
            "documents": {"$ref": "#/$defs/documents"},
            "alias": {"enum": ["fail", "replace"]},
            "matches": {"$ref": "#/$defs/matches"}
          }
        },
        "replace": {
          "type": "object",
          "required": ["op", "files", "with"],
          "additionalProperties": false,
          "properties": {
            "op": {"const": "replace"},
            "id": {"type": "string", "pattern": "^[a-z][a-z0-9-]*$"},
            "when": {"$ref": "#/$defs/condition"},
            "files": {"$ref": "#/$defs/globs"},
            "with": {"type": "string"},
            "exclude": {"$ref": "#/$defs/globs"},
            "text": {"type": "string", "minLength": 1},
            "regex": {"type": "string", "minLength": 1},
            "flags": {"type": "array", "items": {"enum": ["ignore-case", "multiline", "dot-all"]}},
            "matches": {"$ref": "#/$defs/matches"},
            "done": {"$ref": "#/$defs/condition"}
          },
          "oneOf": [{"required": ["text"]}, {"required": ["regex"]}]
        },
        "rewrite": {
          "type": "object",
          "required": ["op", "files", "language"],
          "additionalProperties": false,
          "properties": {
            "op": {"const": "rewrite"},
            "id": {"type": "string", "pattern": "^[a-z][a-z0-9-]*$"},
            "when": {"$ref": "#/$defs/condition"},
            "files": {"$ref": "#/$defs/globs"},
            "language": {"type": "string", "minLength": 1},
            "exclude": {"$ref": "#/$defs/globs"},
            "pattern": {"type": "string", "minLength": 1},
            "rewrite": {"type": "string"},
            "rule": {"type": "object", "required": ["fix"]},
            "matches": {"$ref": "#/$defs/matches"},
            "done": {"$ref": "#/$defs/condition"}
          },
          "oneOf": [{"required": ["pattern", "rewrite"]}, {"required": ["rule"]}]
        },
        "bump": {
          "type": "object",
          "required": ["op", "ecosystem", "name", "to"],
          "additionalProperties": false,
          "properties": {
            "op": {"const": "bump"},
            "id": {"type": "string", "pattern": "^[a-z][a-z0-9-]*$"},
            "when": {"$ref": "#/$defs/condition"},
            "ecosystem": {"enum": ["pip", "maven", "npm"]},
            "name": {"type": "string", "minLength": 1},
            "to": {"type": "string", "minLength": 1},
            "files": {"$ref": "#/$defs/globs"},
            "from": {"type": "string", "minLength": 1},
            "missing": {"enum": ["fail", "skip"]}
          }
        },
        "image": {
          "type": "object",
          "required": ["op", "name", "tag"],
          "additionalProperties": false,
          "properties": {
            "op": {"const": "image"},
            "id": {"type": "string", "pattern": "^[a-z][a-z0-9-]*$"},
            "when": {"$ref": "#/$defs/condition"},
            "name": {"type": "string", "minLength": 1},
            "tag": {"type": "string", "minLength": 1},
            "files": {"$ref": "#/$defs/globs"},
            "digest": {"type": "string", "minLength": 1},
            "missing": {"enum": ["fail", "skip"]}
          }
        },
        "create": {
          "type": "object",
          "required": ["op", "file", "content"],
          "additionalProperties": false,
          "properties": {
            "op": {"const": "create"},
            "id": {"type": "string", "pattern": "^[a-z][a-z0-9-]*$"},
            "when": {"$ref": "#/$defs/condition"},
            "file": {"type": "string", "minLength": 1},
            "content": {
              "oneOf": [
                {"type": "string"},
                {
                  "type": "object",
                  "required": ["template"],
                  "additionalProperties": false,
                  "properties": {"template": {"type": "string"}}
                }
              ]
            },
            "exists": {"enum": ["fail", "keep", "replace"]},
            "mode": {"enum": ["644", "755"]}
          }
        },
        "remove": {
          "type": "object",
          "required": ["op", "file"],
          "additionalProperties": false,
          "properties": {
            "op": {"const": "remove"},
            "id": {"type": "string", "pattern": "^[a-z][a-z0-9-]*$"},
            "when": {"$ref": "#/$defs/condition"},
            "file": {"type": "string", "minLength": 1},
            "missing": {"enum": ["fail", "skip"]}
          }
        },
        "move": {
          "type": "object",
          "required": ["op", "from", "to"],
          "additionalProperties": false,
          "properties": {
            "op": {"const": "move"},
            "id": {"type": "string", "pattern": "^[a-z][a-z0-9-]*$"},
            "when": {"$ref": "#/$defs/condition"},
            "from": {"type": "string", "minLength": 1},
            "to": {"type": "string", "minLength": 1},
            "missing": {"enum": ["fail", "skip"]},
            "exists": {"enum": ["fail", "replace"]}
          }
        },
        "copy": {
          "type": "object",
          "required": ["op", "from", "to"],
          "additionalProperties": false,
          "properties": {
            "op": {"const": "copy"},
            "id": {"type": "string", "pattern": "^[a-z][a-z0-9-]*$"},
            "when": {"$ref": "#/$defs/condition"},
            "from": {"type": "string", "minLength": 1},
            "to": {"type": "string", "minLength": 1},
            "exists": {"enum": ["fail", "replace"]}
          }
        },
        "mode": {
          "type": "object",
          "required": ["op", "file", "mode"],
          "additionalProperties": false,
          "properties": {
            "op": {"const": "mode"},
            "id": {"type": "string", "pattern": "^[a-z][a-z0-9-]*$"},
            "when": {"$ref": "#/$defs/condition"},
            "file": {"type": "string", "minLength": 1},
            "mode": {"enum": ["644", "755"]}
          }
        },
        "run": {
          "type": "object",
          "required": ["op", "command"],
          "additionalProperties": false,
          "properties": {
            "op": {"const": "run"},
            "id": {"type": "string", "pattern": "^[a-z][a-z0-9-]*$"},
            "when": {"$ref": "#/$defs/condition"},
            "command": {"type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1},
            "env": {"type": "object"},
            "writes": {"$ref": "#/$defs/globs"},
            "timeout": {"type": "integer", "minimum": 1, "maximum": 3600}
          }
        },
        "use": {
          "type": "object",
          "required": ["op", "codemod"],
          "additionalProperties": false,
          "properties": {
            "op": {"const": "use"},
            "id": {"type": "string", "pattern": "^[a-z][a-z0-9-]*$"},
            "when": {"$ref": "#/$defs/condition"},
            "codemod": {"type": "string", "minLength": 1},
            "parameters": {"type": "object"}
          }
        }
      }
    }

    """#
}
