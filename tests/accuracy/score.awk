# Counts what plain.awk marked against what taus found; see run.sh.
# First file: the marks. Second: doc, start, end, category, rule by tabs.
# Exits 1 when a figure does not hold.

function pct(a, b) { return b ? 100 * a / b : 100 }

function overlap(a, b, c, d) { return a < d && c < b }

# How many letters and digits of a mark no span covers, in bytes.
function bare(k,    i, c, n) {
	for (i = mfrom[k]; i < mto[k]; i++) {
		c = substr(text[mdoc[k]], i + 1, 1)
		# dashes, quotes and hard spaces are neither
		if (c == "\342") {
			i += 2
			continue
		}
		if (c == "\302") {
			i++
			continue
		}
		if (c ~ /[0-9A-Za-z\200-\377]/ && !((mdoc[k], i) in covered))
			n++
	}
	return n + 0
}

function show(what, line, doc, from, to, rule) {
	if (verbose)
		printf "%s:%d: %s: %s%s\n", name, line, what,
		    substr(text[doc], from + 1, to - from),
		    rule == "" ? "" : "  (" rule ")"
}

function line_of(doc, from,    i) {
	for (i = 1; i <= lines; i++)
		if (ldoc[i] == doc && from >= lfrom[i] && from <= lto[i])
			return lno[i]
	return 0
}

function lang(doc) { return substr(doc, 4, 2) }

function row(label, a, b, c, d) {
	printf "%-10s %6.1f %% %4d/%-4d   %6.1f %% %4d/%-4d\n", label,
	    pct(a, b), a, b, pct(c, d), c, d
}

function numbers(    i, j, hit, maybe) {
	for (i = 1; i <= marks; i++) {
		if (mcat[i] == "-")
			continue
		hit = bare(i) == 0
		gold[mcat[i]]++
		found[mcat[i]] += hit
		gold[lang(mdoc[i])]++
		found[lang(mdoc[i])] += hit
		gold["all"]++
		found["all"] += hit
		if (!hit)
			show("missed " mcat[i], mline[i], mdoc[i], mfrom[i], mto[i], "")
	}
	for (i = 1; i <= spans; i++) {
		hit = maybe = 0
		for (j = 1; j <= marks; j++)
			if (mdoc[j] == sdoc[i] && overlap(sfrom[i], sto[i], mfrom[j], mto[j])) {
				if (mcat[j] == "-")
					maybe = 1
				else
					hit = 1
			}
		if (!hit && maybe)
			continue
		given[scat[i]]++
		right[scat[i]] += hit
		given[lang(sdoc[i])]++
		right[lang(sdoc[i])] += hit
		given["all"]++
		right["all"] += hit
		if (!hit)
			show("in vain " scat[i], line_of(sdoc[i], sfrom[i]), sdoc[i],
			    sfrom[i], sto[i], srule[i])
	}
	printf "%s: %d lines; recall, precision\n", name, lines
	# gold of the category recalled; spans given that category that are right
	for (i in given)
		gold[i] += 0
	order = "sort"
	for (i in gold)
		if (i != "all")
			printf "%-10s %6.1f %% %4d/%-4d   %6.1f %% %4d/%-4d\n", i,
			    pct(found[i], gold[i]), found[i], gold[i],
			    pct(right[i], given[i]), right[i], given[i] | order
	close(order)
	row("all", found["all"], gold["all"], right["all"], given["all"])
	return pct(found["all"], gold["all"]) < recall ||
	    pct(right["all"], given["all"]) < precision
}

function trapped(    i, j, hit, any, elsewhere, n, l) {
	for (i = 1; i <= marks; i++) {
		hit = 0
		for (j = 1; j <= spans; j++)
			if (sdoc[j] == mdoc[i] && overlap(sfrom[j], sto[j], mfrom[i], mto[i])) {
				hit = j
				any[j] = 1
			}
		gold[lang(mdoc[i])]++
		gold["all"]++
		if (!hit)
			continue
		found[lang(mdoc[i])]++
		found["all"]++
		show("touched " scat[hit], mline[i], mdoc[i], mfrom[i], mto[i], srule[hit])
	}
	for (j = 1; j <= spans; j++)
		if (!(j in any)) {
			elsewhere++
			show("elsewhere " scat[j], line_of(sdoc[j], sfrom[j]), sdoc[j],
			    sfrom[j], sto[j], srule[j])
		}
	printf "%s: %d lines; trap words touched\n", name, lines
	n = split("en nb nn all", l, " ")
	for (i = 1; i <= n; i++)
		printf "%-10s %6.2f %% %4d/%-4d\n", l[i],
		    pct(found[l[i]], gold[l[i]]), found[l[i]], gold[l[i]]
	printf "%-10s %d spans on other words\n", "", elsewhere
	return pct(found["all"], gold["all"]) > traps
}

FNR == NR && $1 == "M" {
	marks++
	mdoc[marks] = $2
	mfrom[marks] = $3
	mto[marks] = $4
	mcat[marks] = $5
	mline[marks] = $6
	next
}
FNR == NR {
	lines++
	ldoc[lines] = $2
	lfrom[lines] = $3
	lto[lines] = $4
	lno[lines] = $6
	if (!($2 in text)) {
		text[$2] = ""
		while ((getline part < (docs "/" $2)) > 0)
			text[$2] = text[$2] part "\n"
		close(docs "/" $2)
	}
	next
}
{
	split($0, f, "\t")
	for (i = f[2]; i < f[3]; i++)
		covered[f[1], i] = 1
	spans++
	sdoc[spans] = f[1]
	sfrom[spans] = f[2] + 0
	sto[spans] = f[3] + 0
	scat[spans] = f[4]
	srule[spans] = f[5]
}

END { exit (kind == "numbers" ? numbers() : trapped()) ? 1 : 0 }
