#!/usr/bin/env python3
"""Writes article_words.inc: the words of class names and of running text that tell parts of a page apart, as tables without
collisions to be looked up by hash (FNV-1a, 32 bits, of the lower-cased word). Lists by hand, from the vocabulary of common
content systems; a line is a group, its number is the bit. Run it in this folder after changing a list."""

CLASS_GROUPS = """
article articlebody articlecontent story storybody artikel articulo articletext
body text copy richtext prose wysiwyg paragraph paragraphs
content main maincontent inhalt
post entry blog single hentry
comment comments disqus discussion respond kommentar kommentare reply reaction replies commentlist
sidebar side aside rail secondary complementary
footer foot bottom colophon copyright legal imprint
header head masthead top topbar hero
nav menu navigation navbar breadcrumb breadcrumbs crumbs pagination pager submenu toc
share social sharing facebook twitter follow sns addtoany
related recommend recommended recommendations similar more also read readmore suggested next prev previous trending popular latest recent mehr
teaser teasers card cards list listing grid feed carousel slider swiper slide
promo ad ads advert advertisement sponsor sponsored banner anzeige werbung commercial outbrain taboola
newsletter subscribe subscription signup sign paywall login register form email cta donate membership abo
author authors byline bio profile writer autor contributor about
date time meta metadata published timestamp info details pubdate datum
caption figure image photo img gallery picture media credit credits slideshow
tag tags category categories topics topic cat keywords label taxonomy
cookie cookies consent gdpr modal popup overlay dialog notice privacy onetrust ot sdk didomi usercentrics sourcepoint cmp cmpbox cybot cookiebot truste optout
widget module block component plugin addon
infobox factbox box fact
title headline heading subtitle subheading kicker name eyebrow
lead intro summary excerpt dek standfirst description abstract subheadline sapo
video player audio podcast youtube embed tweet instagram placeholder external
search filter sort dropdown toggle tab tabs accordion button btn collapse
hidden hide sr screen visually print noprint
product products price shop cart store buy amazon affiliate
footnote footnotes references reference cite source note notes disclaimer correction
faq question answer quote blockquote pullquote pull table code
wrap wrapper container inner row column col section page site
live liveblog update ticker timeline
"""

TEXT_GROUPS = """
the of and to a in that is for was with on as it by at from be have are this not but or an his her they we you which will had has were their der die das und zu den von mit ist des sich auf für nicht ein eine als auch es dem le la les et en un une du que qui dans est pour pas sur plus par el los las y se por con para lo il di che non per sono een het van de i som och att det på av och til ikke nie się na jest
cookie cookies consent privacy datenschutz gdpr ccpa javascript browser einwilligung datenschutzerklärung personenbezogene tracking inhalte drittplattformen
newsletter subscribe subscribed subscriber subscribers subscription inbox signup email e mail abonnieren abo anmelden abonnez inscrivez sign register login log premium abonnenten donate
related more also read recommended trending popular latest mehr lesen siehe auch lire aussi voir leer también weitere thema themen zum previous next
photo photos image images credit getty afp reuters ap dpa foto fotos bild quelle photograph shutterstock istock crédit via file
by von par por author authors autor written staff editor redaktion writer reporter correspondent contributor
copyright rights reserved terms policy impressum agb legal mentions disclaimer contact kontakt
share facebook twitter whatsapp pinterest linkedin instagram telegram follow teilen tweet partager email print drucken youtube
comment comments reply kommentar kommentare commentaires leave required published moderation
ad ads advertisement advertising anzeige werbung sponsored sponsor publicité affiliate commission partner provision click klick buy shop deal
january february march april may june july august september october november december jan feb mar apr jun jul aug sep oct nov dec januar februar märz mai juni juli oktober dezember uhr am pm updated posted aktualisiert stand min minutes
said says say told according sagte sagt laut erklärte added dit selon dijo
video watch listen podcast audio play player youtube externer externen embedded anzeigen laden
"""

def fnv(word):
    h = 2166136261
    for b in word.encode():
        h = (h ^ b) * 16777619 & 0xffffffff
    return h

def table(name, groups, out):
    mask = {}
    for bit, line in enumerate(groups.strip().split('\n')):
        for word in line.split():
            h = fnv(word)
            mask[h] = mask.get(h, 0) | 1 << bit
    bits = 1
    while 1 << bits < 4 * len(mask):
        bits += 1
    slots = [(0, 0)] * (1 << bits)
    for h in sorted(mask):
        i = (h * 0x9e3779b1 & 0xffffffff) >> (32 - bits)
        while slots[i][1]:
            i = (i + 1) & (len(slots) - 1)
        slots[i] = (h, mask[h])
    out.append('enum { %s_BITS = %d, %s_GROUPS = %d };' % (name.upper(), bits, name.upper(), len(groups.strip().split('\n'))))
    out.append('static const struct word_slot %s_slots[] = {' % name)
    for i in range(0, len(slots), 4):
        out.append('    ' + ' '.join('{0x%x, 0x%x},' % s for s in slots[i:i + 4]))
    out.append('};')

out = ['/* Written by make_article_words.py: slots of {hash, groups}. */']
table('class_word', CLASS_GROUPS, out)
table('text_word', TEXT_GROUPS, out)
open('article_words.inc', 'w').write('\n'.join(out) + '\n')
