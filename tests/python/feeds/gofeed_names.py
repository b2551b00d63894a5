"""What feeds_dump tells under the names of gofeed's results."""

BUILT_IN = {"", "rss", "rdf", "content"}


def address_of(_file):
    return ""


def pick(source, **names):
    """Keys of `source` that hold something, renamed."""
    return {new: source[old] for new, old in names.items() if source.get(old)}


def filled(**values):
    return {key: value for key, value in values.items() if value not in (None, "", [], {})}


def person(p):
    return pick(p, name="name", email="email", uri="url")


def link(entry):
    return pick(entry, href="href", hreflang="hreflang", rel="rel", type="type", title="title", length="length")


def child(item, name, prefixes=("",)):
    for node in item.get("tree", []):
        if node["name"].lower() == name.lower() and node["prefix"] in prefixes:
            return node
    return None


def text_of(node):
    return node["text"] or node["markup"]


def child_text(item, name):
    node = child(item, name)
    return text_of(node) if node else None


def parts(node, *names):
    """Children of a node of the tree, by name."""
    if not node:
        return None
    found = {c["name"].lower(): text_of(c) for c in node["children"]}
    return {name: found[name.lower()] for name in names if found.get(name.lower())}


def atom_common(item):
    return filled(
        title=item["title"]["text"], id=item["id"], rights=item["rights"]["text"],
        links=[link(entry) for entry in item["links"]],
        authors=[person(p) for p in item["authors"]],
        contributors=[person(p) for p in item["contributors"]],
        categories=[pick(c, term="term", scheme="scheme", label="label") for c in item["categories"]],
        published=item["published"]["text"], publishedParsed=item["published"]["iso"],
        updated=item["updated"]["text"], updatedParsed=item["updated"]["iso"],
        language=item["language"])


def atom_feed(head):
    out = atom_common(head)
    out.update(filled(subtitle=head["summary"]["text"], icon=head.get("icon"), logo=head.get("logo"),
                      generator=pick(head.get("generator", {}), value="name", uri="url", version="version")))
    return out


def atom_entry(item):
    out = atom_common(item)
    out.pop("language", None)
    out.update(filled(summary=item["summary"]["text"]))
    if item["content"]:
        content = item["content"][0]
        given = next((n["attrs"].get("type") for n in item["tree"] if n["name"] == "content"), None)
        out["content"] = filled(value=content["text"], type=given, src=content["src"])
    if "source" in item:
        out["source"] = atom_feed(item["source"])
        out["source"].pop("language", None)
    return out


def rss_category(node):
    return filled(value=text_of(node), domain=node["attrs"].get("domain"))


def rss_categories(item):
    return [rss_category(n) for n in item["tree"] if n["name"].lower() == "category" and n["prefix"] == ""]


def plain_links(item):
    """Addresses of the links that stand in the format's own namespace."""
    own = {n["attrs"].get("href") for n in item["tree"] if n["usual"] in ("atom", "itunes") and n["prefix"]}
    return [e["href"] for e in item["links"] if e["href"] and e["rel"] == "alternate" and e["href"] not in own]


def image(item):
    return pick(item.get("image", {}), url="url", title="title", link="link", description="description",
                width="width", height="height")


def dc_lists(item):
    out = {}
    for node in item["tree"]:
        if node["usual"] == "dc" and node["prefix"]:
            out.setdefault(node["name"], []).append(node["text"])
    return out


def itunes(item):
    out = {}
    categories = []
    for node in item["tree"]:
        if node["usual"] != "itunes":
            continue
        if node["name"] == "category":
            sub = [filled(text=c["attrs"].get("text")) for c in node["children"]]
            categories.append(filled(text=node["attrs"].get("text"), subcategory=sub[0] if sub else None))
        elif node["name"] == "image":
            out["image"] = node["attrs"].get("href")
        elif node["name"] == "owner":
            out["owner"] = parts(node, "name", "email")
        else:
            out[node["name"]] = node["text"]
    if categories:
        out["categories"] = categories
    return filled(**out)


def extension(node):
    children = {}
    for c in node["children"]:
        children.setdefault(c["name"], []).append(extension(c))
    return {"name": node["name"], "value": node["text"], "attrs": node["attrs"], "children": children}


def extensions(item, own_prefix=""):
    out = {}
    for node in item["tree"]:
        prefix = node["prefix"] if node["usual"] in ("", node["prefix"]) else node["usual"]
        if node["prefix"] and node["prefix"] not in BUILT_IN and node["prefix"] != own_prefix:
            out.setdefault(prefix, {}).setdefault(node["name"], []).append(extension(node))
    return out


KNOWN = {"title", "description", "link", "author", "category", "comments", "enclosure", "guid", "pubdate", "source"}


def custom(item):
    return {n["name"]: n["text"] for n in item["tree"]
            if n["prefix"] == "" and n["name"].lower() not in KNOWN}


def rss_item(item):
    guid = child(item, "guid")
    source = item.get("source")
    own = [e for e in item["enclosures"]]
    out = filled(
        title=child(item, "title") and item["title"]["text"], link=(plain_links(item) or [None])[-1],
        links=plain_links(item),
        description=child(item, "description") and item["summary"]["text"],
        content=item["content"][0]["text"] if item["content"] else None,
        author=child_text(item, "author"), categories=rss_categories(item), comments=item["comments"],
        enclosures=[pick(e, url="url", length="length", type="type") for e in own],
        guid=guid and filled(value=text_of(guid), isPermalink=guid["attrs"].get("isPermaLink")),
        pubDate=item["published"]["text"], pubDateParsed=item["published"]["iso"],
        source=source and filled(title=source["title"]["text"], url=source["link"]),
        dcExt=dc_lists(item), itunesExt=itunes(item), extensions=extensions(item), custom=custom(item))
    if out.get("enclosures"):
        out["enclosure"] = out["enclosures"][-1]
    return out


def rss_image(head, aside):
    told = parts(child(aside, "image"), "url", "title", "link", "description", "width", "height")
    if told and "url" in told:
        told["url"] = head["image"]["url"]
    return told


def rss_feed(answer):
    head = answer["head"]
    aside = {"tree": answer["root"] + head["tree"]}
    cloud = child(head, "cloud")
    hours = child(head, "skipHours")
    days = child(head, "skipDays")
    return filled(
        title=child(head, "title") and head["title"]["text"], link=(plain_links(head) or [None])[-1],
        links=plain_links(head),
        description=child(head, "description") and head["summary"]["text"], language=child_text(head, "language"),
        copyright=child_text(head, "copyright"), managingEditor=child_text(head, "managingEditor"),
        webMaster=child_text(head, "webMaster"), pubDate=head["published"]["text"],
        pubDateParsed=head["published"]["iso"], lastBuildDate=head["updated"]["text"],
        lastBuildDateParsed=head["updated"]["iso"], categories=rss_categories(head),
        generator=child_text(head, "generator"), docs=head.get("docs"), ttl=head.get("ttl"),
        image=rss_image(head, aside), rating=head.get("rating"),
        skipHours=hours and [c["text"] for c in hours["children"]],
        skipDays=days and [c["text"] for c in days["children"]],
        cloud=cloud and filled(**cloud["attrs"]),
        textInput=parts(child(aside, "textInput"), "title", "description", "name", "link"),
        dcExt=dc_lists(head), itunesExt=itunes(head), extensions=extensions(head))


def unified_common(item, atom):
    publisher = [item["publisher"]] if child(item, "webMaster") else []
    authors = [pick(p, name="name", email="email") for p in item["authors"] or publisher]
    links = [e["href"] for e in item["links"] if e["href"] and e["rel"] in ("alternate", "self")]
    out = filled(title=item["title"]["text"], link=item["link"], links=links, authors=authors,
                 author=authors[0] if authors else None,
                 categories=[(c["label"] if atom else "") or c["term"] for c in item["categories"]],
                 published=item["published"]["text"], publishedParsed=item["published"]["iso"],
                 updated=item["updated"]["text"], updatedParsed=item["updated"]["iso"], image=image(item),
                 extensions=extensions(item), dcExt=dc_lists(item), itunesExt=itunes(item))
    out.get("image", {}).pop("link", None)
    for key in ("width", "height", "description"):
        out.get("image", {}).pop(key, None)
    return out


def unified_item(item, atom):
    out = unified_common(item, atom)
    out.update(filled(description=item["summary"]["text"],
                      content=item["content"][0]["text"] if item["content"] else None, guid=item["id"] if atom or child(item, "guid") else None,
                      enclosures=[pick(e, url="url", type="type", length="length") for e in item["enclosures"]]))
    if atom and "published" not in out and "updated" in out:
        out["published"], out["publishedParsed"] = out["updated"], out["updatedParsed"]
    if not atom:
        out.update(filled(custom=custom(item)))
    return out


def unified_feed(answer):
    head = answer["head"]
    atom = answer["kind"] == "atom"
    out = unified_common(head, atom)
    generator = head.get("generator", {})
    out.update(filled(description=head["summary"]["text"], feedLink=head.get("self"), language=head["language"],
                      copyright=head["rights"]["text"], feedType=answer["kind"], feedVersion=answer["version"],
                      generator=generator and " ".join(filter(None, [
                          generator["name"], generator["version"] and "v" + generator["version"],
                          generator["url"]]))))
    if atom and (head.get("logo") or head.get("icon")):
        out["image"] = {"url": head["logo"] or head["icon"]}
    out["items"] = [unified_item(item, atom) for item in answer["items"]]
    return out


def convert(kind, answer):
    if "error" in answer:
        return answer
    if kind == "parser/atom":
        out = atom_feed(answer["head"])
        out.update(entries=[atom_entry(item) for item in answer["items"]], version=answer["version"])
        return out
    if kind == "parser/rss":
        out = rss_feed(answer)
        out.update(items=[rss_item(item) for item in answer["items"]], version=answer["version"].replace("0.90", "0.9"))
        return out
    return unified_feed(answer)


def strip(value):
    """Without what is empty, so that a missing key and an empty one are the same."""
    if isinstance(value, dict):
        out = {key: strip(part) for key, part in value.items()}
        return {key: part for key, part in out.items() if part not in (None, "", [], {})}
    if isinstance(value, list):
        return [strip(part) for part in value]
    return value


def faults_of(expected, got, path):
    if isinstance(expected, dict) and isinstance(got, dict):
        out = []
        for key in sorted(set(expected) | set(got)):
            if key in expected:
                out += faults_of(expected[key], got.get(key), path + [key])
            elif key not in expected and path[-1:] != ["custom"]:
                out.append(f"{'.'.join(path + [key])}: not expected, got {got[key]!r}")
        return out
    if isinstance(expected, list) and isinstance(got, list) and len(expected) == len(got):
        return [fault for i, (a, b) in enumerate(zip(expected, got)) for fault in faults_of(a, b, path + [str(i)])]
    return [] if expected == got else [f"{'.'.join(path)}: {expected!r} expected, got {got!r}"]


def compare(case, answer):
    return faults_of(strip(case["expect"]), strip(convert(case["kind"], answer)), [])
