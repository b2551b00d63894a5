"""What feeds_dump tells under the names of feedparser's results."""
import datetime


def address_of(file):
    return "http://127.0.0.1:8097/tests/" + file.split("/", 1)[1]


ALIASES = {"description": "summary", "description_detail": "summary_detail", "guid": "id", "issued": "published",
           "issued_parsed": "published_parsed", "modified": "updated", "modified_parsed": "updated_parsed",
           "date": "updated", "date_parsed": "updated_parsed", "copyright": "rights",
           "copyright_detail": "rights_detail"}
FEED_ALIASES = dict(ALIASES, description="subtitle", description_detail="subtitle_detail", tagline="subtitle",
                    tagline_detail="subtitle_detail", info="info")


def filled(**values):
    return {key: value for key, value in values.items() if value not in (None, "", [], {})}


def detail(text, whole):
    """feedparser keeps the <div> round XHTML but in Atom 1.0."""
    return {"value": text["whole"] if whole else text["text"], "type": text["media_type"],
            "base": text["base"], "language": text["lang"] or None, "src": text["src"]}


def moment(date):
    if not date["iso"]:
        return None
    return list(datetime.datetime.strptime(date["iso"], "%Y-%m-%dT%H:%M:%SZ").utctimetuple())


def person(p):
    return filled(name=p["name"], email=p["email"], href=p["url"])


def spelled(p):
    if p["text"]:
        return p["text"]
    if p["name"] and p["email"]:
        return f"{p['name']} ({p['email']})"
    return p["name"] or p["email"]


def link(entry):
    kind = entry["type"] or {"self": "application/atom+xml", "alternate": "text/html"}.get(entry["rel"])
    return filled(href=entry["href"], rel=entry["rel"], type=kind, title=entry["title"],
                  hreflang=entry["hreflang"], length=entry["length"])


def attributes(node):
    return {key.lower(): value for key, value in node["attrs"].items()}


def extensions(item):
    """Elements that have no field, under prefix_name; those we read ourselves are overwritten later."""
    out = {}
    for node in item.get("tree", []):
        name = node["name"].lower()
        if name in FEED_ALIASES and node["usual"] in ("", "atom"):
            continue
        prefix = node["usual"] if node["usual"] not in ("atom", "dc") else ""
        prefix = prefix or (node["prefix"].lower() if node["usual"] == "" else "")
        out.setdefault(name if not prefix else f"{prefix}_{name}", node["text"] or
                       attributes(node))
        for part in node["children"]:
            if node["usual"] == "media" and node["name"] == "group":
                out.setdefault(f"media_{part['name'].lower()}", part["text"] or attributes(part))
    return out


def media(item):
    nodes = item.get("tree", [])
    nodes = nodes + [c for n in nodes if n["usual"] == "media" for c in n["children"]]
    out = {}
    for node in nodes:
        if node["usual"] != "media":
            continue
        values = attributes(node)
        if node["text"]:
            values["content"] = node["text"]
        if node["name"] in ("credit", "content", "thumbnail"):
            out.setdefault(f"media_{node['name']}", []).append(values)
        elif node["name"] == "restriction":
            out["media_restriction"] = dict(values, content=node["text"].split())
        elif node["name"] in ("player", "license", "rating"):
            out[f"media_{node['name']}"] = values
    return out


def entity(item, whole_feed, whole):
    out = extensions(item)
    out.pop("psc_chapters", None)
    out.pop("itunes_keywords", None)
    out.update(media(item))
    summary = "subtitle" if whole_feed else "summary"
    for key, ours in (("title", "title"), (summary, "summary"), ("rights", "rights")):
        if item[ours]["element"]:
            out[key] = detail(item[ours], whole)["value"]
            out[key + "_detail"] = detail(item[ours], whole)
    if item.get("info", {}).get("element"):
        out["info"] = detail(item["info"], whole)["value"]
        out["info_detail"] = detail(item["info"], whole)
    out["content"] = [detail(text, whole) for text in item["content"]]
    if item["content"] and "summary" not in out and not whole_feed and item["content"][0]["type"] != "other":
        out["summary"] = out["content"][0]["value"]
    for key in ("published", "updated", "created", "expired"):
        out.pop(key, None)
        if item[key]["text"]:
            out[key] = item[key]["text"]
            out[key + "_parsed"] = moment(item[key])
    for key in ("link", "id", "language", "comments", "license"):
        if item[key]:
            out[key] = item[key]
    out["language"] = out.get("language") or None
    out["guidislink"] = item["id_is_link"]
    out["links"] = [link(entry) for entry in item["links"]]
    out["enclosures"] = [filled(href=e["url"], type=e["type"], length=e["length"])
                         for e in item["enclosures"]]
    out["authors"] = [person(p) for p in item["authors"]]
    out.pop("author", None)
    if item["authors"]:
        out["author"] = spelled(item["authors"][-1])
        out["author_detail"] = person(item["authors"][-1])
    out["contributors"] = [person(p) for p in item["contributors"]]
    out.pop("publisher", None)
    if person(item["publisher"]):
        out["publisher"] = spelled(item["publisher"])
        out["publisher_detail"] = person(item["publisher"])
    out["tags"] = [{"term": c["term"] or None, "scheme": c["scheme"] or None, "label": c["label"] or None}
                   for c in item["categories"]]
    for key, ours in (("validity_start", "valid_from"), ("validity_end", "expired")):
        if item[ours]["text"]:
            out[key], out[key + "_parsed"] = item[ours]["text"], moment(item[ours])
    if "where" in item:
        out["where"] = where(item["where"])
    out["category"] = out["tags"][0]["term"] if out["tags"] else None
    out["itunes_block"] = int(item["is_blocked"])
    out["itunes_explicit"] = {"yes": True, "clean": False}.get(out.get("itunes_explicit"))
    if "image" in item:
        out["image"] = filled(href=item["image"]["url"], title=item["image"]["title"],
                              link=item["image"]["link"], width=number(item["image"]["width"]),
                              height=number(item["image"]["height"]))
    if "generator" in item:
        generator = item["generator"]
        out["generator"] = generator["name"]
        out["generator_detail"] = filled(name=generator["name"], href=generator["url"],
                                         version=generator["version"])
        for key in ("icon", "logo", "docs", "ttl"):
            if item[key]:
                out[key] = item[key]
    for node in item.get("tree", []):
        name = node["name"].lower()
        if name == "cloud":
            out["cloud"] = attributes(node)
        elif name == "textinput":
            out["textinput"] = {c["name"].lower(): c["text"] for c in node["children"]}
        elif node["usual"] == "psc" and name == "chapters" and "psc_chapters" not in out:
            out["psc_chapters"] = dict(attributes(node), chapters=[attributes(c) for c in node["children"]])
    if "source" in item:
        out["source"] = entity(item["source"], True, whole)
        out["source"].update(filled(href=item["source"]["link"]))
    return out


def where(place):
    """feedparser has longitude first."""
    pairs = [[longitude, latitude] for latitude, longitude in place["positions"]]
    coordinates = {"Point": pairs[0], "Polygon": [pairs]}.get(place["shape"], pairs)
    return {"type": place["shape"], "coordinates": coordinates}


def number(text):
    return int(text) if text.isdigit() else text


def convert(answer):
    if "error" in answer:
        return {"bozo": True, "feed": {}, "entries": [], "version": "", "encoding": ""}
    whole = answer["kind"] != "atom" or answer["version"] != "1.0"
    version = {"rss": "rss", "atom": "atom", "cdf": "cdf", "json": "json"}.get(answer["kind"], "")
    version += {"0.90": "090", "1.0": "10", "2.0": "20", "2.1": "20", "0.91": "091u", "": ""}.get(answer["version"],
                                                                  answer["version"].replace(".", ""))
    wide = answer["encoding"].startswith(("UTF-16", "UTF-32"))
    return {"bozo": answer["bozo"], "version": version,
            "encoding": answer["encoding"] if wide else answer["declared"] or answer["encoding"],
            "feed": entity(answer["head"], True, whole), "entries": [entity(item, False, whole) for item in answer["items"]]}


def lookup(value, path):
    """The value at `path`, by feedparser's other names where need be; KeyError when there's none."""
    aliases = FEED_ALIASES
    for step in path:
        if isinstance(step, int):
            value = value[step]
            aliases = ALIASES
            continue
        if isinstance(value, dict) and step == "url" and "url" not in value:
            step = "href"
        if isinstance(value, dict) and "updated" not in value and step in ("updated", "updated_parsed", "modified",
                                                                           "modified_parsed", "date"):
            step = {"updated": "published", "modified": "published", "date": "published"}.get(
                step, "published_parsed")
        if step == "source":
            aliases = FEED_ALIASES
        value = value[step] if step in value else value[aliases.get(step, step)]
    return value


def encoding(name):
    """Names of one encoding, and of those that contain it, as one."""
    name = str(name).lower()
    return {"gb2312": "gb18030", "gbk": "gb18030", "uhc": "euc-kr", "cp949": "euc-kr"}.get(name, name)


def holds(assertion, parsed):
    try:
        got = lookup(parsed, assertion["path"])
    except (KeyError, IndexError, TypeError):
        got = None
    op, wanted = assertion["op"], assertion.get("value")
    if op == "==":
        same = got == wanted or (assertion["path"] == ["encoding"] and encoding(got) == encoding(wanted))
        return same, got
    if op == "!=":
        return got != wanted, got
    if op == "true":
        return bool(got), got
    if op == "false":
        return not got, got
    if op == "length":
        return got is not None and len(got) == wanted, got
    if op == "has":
        return got is not None and wanted in got, got
    return got is None or wanted not in got, got


def compare(case, answer):
    parsed = convert(answer)
    faults = []
    for assertion in case["assert"]:
        fine, got = holds(assertion, parsed)
        if not fine:
            path = ".".join(map(str, assertion["path"]))
            faults.append(f"{path} {assertion['op']} {assertion.get('value')!r}, got {got!r}")
    return faults
