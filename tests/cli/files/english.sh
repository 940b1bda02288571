#!/bin/sh -eu
# English without people: what the rules cover, and words that must stay. One case a
# line: the text, then what it must become.
cat >cases <<'E'
She lives at 14 Fernbrook Close, Oveldale, YO1 1ZZ.|She lives at [[address]].
It is 4412 Mustakatu 12 Apt. 86, Kuusilinna, Finland 90999.|It is [[address]].
We met on Fernbrook Road every week.|We met on [[address]] every week.
My zip code is 90999.|My zip code is [[abroad]].
We moved here from Oveldale.|We moved here from [[place]].
A farm north of Lauvhamn, I think.|A farm north of [[place]], I think.
She works for Oveldata now.|She works for [[company]] now.
He plays in the Oveldale Orchestra.|He plays in the [[workplace]].
It was founded in 1990.|It was founded in [[1990]].
It was the summer of 2014.|It was the [[2014]].
They are not answering at 78 123 456.|They are not answering at [[telephone number]].
My user name on Discord is wobbly_goose88.|My user name on Discord is [[user name]].
Please ask for Xandra at the desk.|Please ask for [[person 1]] at the desk.
Best wishes, Olebrand Skeffington|Best wishes, [[person 2]]
May I say it? I will, I hope; mark my words, the bill is due.|=
I was on ESA, then PIP, and my GP sent me to A&E.|=
The NHS trust did CBT with me, and T4 was hard.|=
I believe in God, I wrote it in English, and it is in Table 2.|=
My employment specialist and the Citizens Advice helped.|=
A Norwegian came on Monday, in spring.|=
The Department for Work and Pensions wrote.|=
In Year 9 I was bullied, and then went to Nursing School.|=
It is 12 miles down the road, and 3 cars were on the street.|=
This is important. Doctor, I said, I am fine.|=
E
# One text, so that its language is plain; an empty line parts the cases.
while IFS='|' read -r text want; do
	[ "$want" = = ] && want=$text
	printf '%s\n\n' "$text" >>text.txt
	printf '%s\n\n' "$want" >>want.txt
done <cases
printf 'given;family;code\nKari;Nordhaug;SW1\n' >people.csv
taus scrub --quiet --roster people.csv text.txt >got.txt
diff want.txt got.txt && echo "$(grep -c . cases) as they should be"
