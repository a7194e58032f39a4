import Testing

@testable import Codemods

@Suite struct ImageStepTests {
  private func fate(_ keys: String, _ files: [String: String]) throws -> Fate {
    try CodemodsTests.fate(steps: #"{"op": "image", "name": "python", \#(keys)}"#, files)
  }

  @Test(arguments: [
    ("FROM python:3.8\n", "FROM python:3.11\n"),
    (
      "from  --platform=linux/amd64 python:3.8 as base  \r\nRUN x\r\n",
      "from  --platform=linux/amd64 python:3.11 as base  \r\nRUN x\r\n"
    ),
    ("FROM python\n", "FROM python:3.11\n"),
    ("FROM docker.io/library/python:3.8-slim AS a\nFROM a\n", "FROM docker.io/library/python:3.11 AS a\nFROM a\n"),
    ("FROM other/python:3.8\nFROM python:3.8\n", "FROM other/python:3.8\nFROM python:3.11\n"),
    (
      "# FROM python:3.7\nFROM \\\n  # why\n  python:3.8 \\\n  AS x\n",
      "# FROM python:3.7\nFROM \\\n  # why\n  python:3.11 \\\n  AS x\n"
    ),
    (
      "FROM node AS python\nFROM python\nCOPY --from=python:3.8 /a /b\n",
      "FROM node AS python\nFROM python\nCOPY --from=python:3.11 /a /b\n"
    ),
    ("FROM node\nCOPY --from=python:3.8 --chown=1 /a /b\n", "FROM node\nCOPY --from=python:3.11 --chown=1 /a /b\n"),
    (
      "FROM node\nRUN --mount=type=bind,from=python:3.8,target=/x echo python:3.8\n",
      "FROM node\nRUN --mount=type=bind,from=python:3.11,target=/x echo python:3.8\n"
    ),
    ("ARG TAG=3.8\nFROM python:${TAG}\nARG TAG=1\n", "ARG TAG=3.11\nFROM python:${TAG}\nARG TAG=1\n"),
    ("ARG TAG=\"3.8\"\nFROM python:$TAG\n", "ARG TAG=\"3.11\"\nFROM python:$TAG\n"),
    ("ARG BASE=python:3.8\nFROM $BASE\n", "ARG BASE=python:3.11\nFROM $BASE\n"),
    ("FROM a\nONBUILD COPY --from=python:3.8 /a /b\n", "FROM a\nONBUILD COPY --from=python:3.11 /a /b\n"),
    ("# escape=`\nFROM `\n python:3.8\n", "# escape=`\nFROM `\n python:3.11\n"),
    (
      "FROM node\nRUN <<EOF\nFROM python:3.8\nEOF\nFROM python:3.8\n",
      "FROM node\nRUN <<EOF\nFROM python:3.8\nEOF\nFROM python:3.11\n"
    ),
  ])
  func theTagOfADockerfileIsSet(_ before: String, _ after: String) throws {
    #expect(try fate(#""tag": "3.11""#, ["Dockerfile": before]) == .edited(["Dockerfile": after]))
  }

  @Test(arguments: [
    (#""tag": "3.11""#, "FROM python:3.11\n", "unchanged"),
    (
      #""tag": "3.11""#, "FROM node\n",
      "refused: no-match: no image python in a file that matches Dockerfile*, *.dockerfile, docker-compose*.{yml,yaml}, compose*.{yml,yaml} [steps/0]"
    ),
    (#""tag": "3.11", "missing": "skip""#, "FROM node\n", "unchanged"),
    (
      #""tag": "3.11""#, "FROM node\nFROM python:3.8@sha256:aa\n",
      "refused: digest: Dockerfile:2:6: python is pinned by digest, and the digest of 3.11 isn't known [steps/0]"
    ),
    (#""tag": "3.8""#, "FROM python:3.8@sha256:aa\n", "unchanged"),
    (
      #""tag": "3.11""#, "FROM python:${TAG}\n",
      "refused: ambiguous: Dockerfile:1:13: the tag of python comes from TAG, which has no default [steps/0]"
    ),
    (
      #""tag": "3.11""#, "ARG V=3\nFROM python:${V}-slim\n",
      "refused: ambiguous: Dockerfile:2:6: the tag of python comes from a variable [steps/0]"
    ),
    (
      #""tag": "3.11""#, "ARG V=3\nFROM python:$V\nFROM python:$V-slim\n",
      "refused: ambiguous: Dockerfile:3:6: the tag of python comes from a variable [steps/0]"
    ),
    (
      #""tag": "3.11""#, "ARG V=3\nFROM python:$V\nFROM node:$V\n",
      "refused: ambiguous: Dockerfile:1:7: V is the tag of python and of node [steps/0]"
    ),
  ])
  func onDoubtItIsRefused(_ keys: String, _ before: String, _ expected: String) throws {
    #expect(try fate(keys, ["Dockerfile": before]).description == expected)
  }

  @Test func aDigestIsWrittenWhereItIsGiven() throws {
    let digest = "sha256:" + String(repeating: "a", count: 64)
    let keys = #""tag": "3.11", "digest": "\#(digest)""#
    for before in ["FROM python:3.8@sha256:bb\n", "FROM python\n", "FROM python@sha256:bb\n"] {
      #expect(try fate(keys, ["Dockerfile": before]) == .edited(["Dockerfile": "FROM python:3.11@\(digest)\n"]))
    }
    #expect(try fate(keys, ["Dockerfile": "FROM python:3.11@\(digest)\n"]) == .unchanged)
  }

  @Test func imagesOfComposeFilesAreFound() throws {
    let before =
      "services:\n  web:\n    image: python:3.8  # base\n  db: {image: \"postgres:12\"}\n  job:\n    image: 'python'\n"
    let after =
      "services:\n  web:\n    image: python:3.11  # base\n  db: {image: \"postgres:12\"}\n  job:\n    image: 'python:3.11'\n"
    #expect(
      try fate(#""tag": "3.11""#, ["docker-compose.yml": before, "api.dockerfile": "FROM python:3\n"])
        == .edited(["docker-compose.yml": after, "api.dockerfile": "FROM python:3.11\n"]))
    #expect(
      try fate(#""tag": "3.11", "files": "k8s/*.yaml""#, ["k8s/a.yaml": "a: [{image: python:1}]\n---\nimage: python\n"])
        == .edited(["k8s/a.yaml": "a: [{image: python:3.11}]\n---\nimage: python:3.11\n"]))
  }

  @Test func aRegistryWithAPortIsPartOfTheName() throws {
    let step = #"{"op": "image", "name": "localhost:5000/team/api", "tag": "2"}"#
    #expect(
      try CodemodsTests.fate(
        steps: step, ["Dockerfile": "FROM localhost:5000/team/api\nFROM localhost:5000/team/api:1\n"])
        == .edited(["Dockerfile": "FROM localhost:5000/team/api:2\nFROM localhost:5000/team/api:2\n"]))
  }
}
