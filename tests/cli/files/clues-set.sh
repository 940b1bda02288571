#!/bin/sh -eu
# Of turns that a reader would mark as pointing to one person at least 80 % are listed,
# and of ordinary talk at most 15 turns in 10 000 words. All of it is invented.
cat >pointing.txt <<'T'
A: Jeg er den eneste kvinnelige brannsjefen i fylket, så alle vet hvem jeg er.
A: Broren min var med i Kielland-ulykka, han var kokk om bord.
A: Jeg jobba på fyret på Slettnes til de la det ned.
A: Etter snøskredet i 1997 var jeg den eneste i familien som var igjen.
A: Eg er einaste kvinnelege dyrlegen i kommunen, og eg har MS.
A: Eg var med på Farmen i 2014, og folk kjenner meg att på Coop-en.
A: Me er ni sysken, og eg er den einaste som ikkje er læstadianar.
A: I have triplets and I used to be a prison chaplain.
A: I was in the papers when I sued the council, I was the head teacher there.
A: Jeg var fosterbarn hos presten i Balsfjord.
A: Hun var rektor på skolen her, og mannen hennes er dømt for underslag.
A: Jeg fikk Kongens fortjenstmedalje for arbeidet i Sanitetsforeninga.
A: Jeg jobba som kirketjener, og jeg var den som fant presten død.
A: Kona mi sitter på Stortinget, så jeg kan ikke snakke så åpent om det.
A: Da fabrikken i Odda brant, var jeg den eneste lærlingen som var på jobb.
A: Jeg var med i Idol i 2005, og etterpå fikk jeg bipolar.
A: Eg var ordførar for Senterpartiet, og eg gjekk av då eg vart alvorleg sjuk.
A: Eg blei adoptert frå Colombia til ein gard i Hjelmeland.
A: My twin brother was killed in Afghanistan and it was all over the news.
A: I have seven children and I drive the school bus in our village.
A: Han er den eneste tannlegen i Hasvik, og han er polakk og skilt.
A: Jeg har vært gift to ganger med samme mann, og han er bestyrer på vinmonopolet her.
A: Broren min er kjent fotballspiller, og jeg sitter her på dagsenteret.
A: Jeg var drosjesjåfør, og så ble jeg ranet og stukket med kniv, det skrev de mye om.
A: Jeg har åtte barn med samme kone og er pinsepastor.
A: Jeg jobba på ambassaden i Nairobi da jeg fikk diagnosen MS.
A: Kona mi fødte trillinger på Ahus i 2017, og jeg var i fengsel da.
A: Eg er den einaste i Ulvik som går med hijab.
A: Eg har hjarteoperert meg tre gonger og køyrer framleis skulebussen i Vinje.
A: My father was hanged for murder when I was six.
A: My son is the boy who fell from the cliff at Stoer.
A: I had a stroke when I was thirty-one, I was conducting the choir at the time.
A: Han jobba som kranfører på Aker Stord til han falt ned i 2007.
A: Ungene mine er adoptert fra Etiopia, og jeg er styrer i barnehagen her.
A: Kona er prest, og jeg er trommis i et danseband som er ganske kjent.
A: Jeg har MS, tre små barn og driver melkebruk på Jæren.
A: Eg er den einaste legen i bygda som er innfødd, og kona mi er ordførar.
A: Eg var au pair hos ein ambassadør, og då vart eg gravid.
A: My dad was a bishop and I was expelled from three schools.
A: I was shot in the leg when the bank was robbed in Larvik.
A: Jeg var fisker på Værøy til jeg mista broren min i et forlis, og da solgte jeg båten.
A: Jeg er lærling på sagbruket i Trysil, og sjefen min er også onkelen min.
A: Datteren min ble norgesmester i turn, og året etter døde hun.
A: Eg er gift med bror til eksmannen min, og me bur på nabogardar.
A: I'm the only man at the nursery, and I have epilepsy.
A: Jeg er døvblind og mor til fire.
T
cat >ordinary.txt <<'T'
A: Jeg bodde i Oslo i 2018 og hadde en vanlig jobb.
B: Ja, og så flytta du til Bergen etterpå?
A: Mm, jeg gikk på NAV og snakka med veilederen min, hun var grei.
B: Hva sa legen din om det?
A: Legen sa at jeg måtte ta det med ro, og så ble jeg sykmeldt en stund.
B: Var du den eneste som syntes det var vanskelig?
A: Nei, det eneste jeg tenkte på var å komme meg ut av senga.
B: Mamma kom på besøk i helga, og vi så en film om en prest som mista troa.
A: Det sto i avisa at det skal bli fint vær, så vi tenkte å gå på tur.
B: Ordføreren sa jo at de skulle bygge ny skole, men det blir vel ikke noe av.
A: Jeg har to barn, en gutt på sju og ei jente på ti.
B: Rektor ringte og sa at det hadde vært bråk i friminuttet igjen.
A: Jeg vant femti kroner på et skrapelodd, det var alt.
B: Jeg var 25 da jeg begynte på Kiwi, og så jobba jeg der i tre år.
A: Depresjon er jo noe veldig mange har, så jeg er ikke spesiell sånn sett.
B: Vi snakka om krigen i Ukraina og om alle som mista husa sine der.
A: Det var en brann i et hus i nabobygda, men det gikk bra med alle.
B: Jeg fikk AAP i fjor og det tok lang tid.
A: I Norge er det mange som er fagorganisert, og det er bra.
B: Jeg har en venn som er politi, og han sier det samme.
A: Vi var på ferie i Spania i 2019, og så kom korona.
B: Eg gjekk på skule i Førde og tok bussen kvar dag.
A: Eg trur ikkje eg hadde klart det utan mor mi.
B: Sjefen min på butikken var snill, ho sa eg kunne kome litt seinare.
A: Eg las i avisa om ei ulykke på Vestlandet, det var trist.
B: Eg er ikkje religiøs, men eg liker å gå i kyrkja i jula.
A: I think the doctor was nice, and the nurse too.
B: I moved to London in 2015 because of work.
A: My mum and dad live near Manchester and I see them every other week.
B: I was twenty when I started university, and I hated it.
A: There was something in the paper about a fire, but I didn't read it.
B: I won a fiver on the lottery once.
A: The mayor said it would be built next year.
B: I had anxiety and I was on sick leave for six weeks.
A: It's the only thing I can do when I feel like that.
B: My sister has two kids, a boy and a girl.
A: Nei, jeg vet ikke helt, det var vel sånn at vi prøvde forskjellige ting den våren.
B: Og hvordan gikk det med søknadene, fikk du noe svar fra den butikken i Drammen?
A: De svarte ikke, men jeg fikk en telefon fra han på lageret etter to uker.
B: Det er bra. Jeg tenker at vi kan snakke om hva du liker å gjøre.
A: Jeg liker å lage mat, og så er jeg glad i å gå på tur med bikkja.
B: Har du vært i kontakt med legen eller psykologen din i det siste?
A: Ja, psykologen på DPS sa at jeg kunne begynne å jobbe litt, tjue prosent eller noe.
B: Hva tenker du om å stå på AAP videre?
A: Det er greit, men det er lite penger når du har to unger og husleie.
B: Mannen min er snekker, og han har aldri ledig tid om sommeren.
A: Min kone jobber i barnehage, og hun er sliten når hun kommer hjem.
B: Vi flytta til Kristiansand i 2016 fordi det var lettere å få leilighet der.
A: Før det bodde vi på Østlandet, først i Moss og så i Fredrikstad.
B: Jeg var 19 da jeg fikk førerkort, og da kjøpte jeg en gammel Volvo.
A: Onkelen min døde av kreft i fjor, og det var tungt for hele familien.
B: Jeg så på fotball i går, og Brann vant to null over Viking.
A: Han vant jo over meg i sjakk hver gang, så jeg ga opp.
B: Det sto i VG at strømmen skal bli dyrere til vinteren.
A: Presten holdt en fin tale i begravelsen til bestemor.
B: Ordføreren åpna det nye badet på lørdag, og det var kake til alle.
A: Barnevernet var inne i bildet en periode, men det gikk fint.
B: Du er ikke den eneste som har det sånn, det er mange som sliter om morgenen.
A: Det er det eneste stedet jeg får fred.
B: Jeg har angst, og jeg har prøvd både medisiner og samtaler.
A: Jeg hadde en depresjon etter at jeg ble skilt, det var i 2013 eller 2014.
B: På skolen var jeg dårlig i matte, men jeg hadde en lærer i Bodø som var tålmodig.
A: Vi har vært på ferie i Hellas tre ganger, og på Kypros en gang.
B: Lederen min på Rema var streng, men rettferdig.
A: Jeg jobba på Kiwi i Sandnes i to år før jeg begynte på lageret.
B: Søstera mi har tre barn og bor i Tromsø, så vi ser dem ikke så ofte.
A: Naboen er lege på sykehuset i Arendal, og hun hjalp meg med papirene.
B: Det var en trafikkulykke på E6 i dag, så bussen var forsinka.
A: Jeg er medlem i fagforeninga, men jeg går aldri på møtene.
B: Da krigen starta i Ukraina, fikk vi mange nye i klassen på norskkurset.
A: Sjefen spurte om jeg kunne jobbe i jula, og jeg sa ja.
B: Han er fra Polen og jobber på bygg, og han er flink.
A: Jeg går i kirka på julaften og ellers ikke.
B: Katta vår heter det samme som naboens, det er litt dumt.
A: Eg budde på hybel i Sogndal då eg gjekk på skule der, det var fint.
B: Eg fekk jobb på Coop då eg var ferdig, og der har eg vore i ti år.
A: Mor mi er sjukepleiar og far min køyrde lastebil.
B: Eg trena handball då eg var ung, men eg vart aldri noko god.
A: Det er mykje snø i år, så vi måtte måke taket to gonger.
B: Eg har diabetes, men det går greitt så lenge eg et skikkeleg.
A: Då eg kom til NAV i 2019, fekk eg ein rettleiar som var heilt ny.
B: I spøk seier vi at ho er biskopen i familien.
A: Han jobbar offshore, to veker på og fire veker av.
B: I started at the supermarket in 2017 and stayed for a year.
A: My doctor said it was depression, and I got some pills for it.
B: We lived in Leeds until I was twelve, and then we moved to York.
A: My brother works as a plumber, and he's got two kids.
B: There was a fire drill at work and everyone had to stand outside.
A: She's Catholic, and her mum goes to church every Sunday.
B: I lost my phone and my keys the same day, it was awful.
A: I used to play football, but I hurt my knee and stopped.
B: The priest was late for the wedding, and everybody laughed.
A: I was on benefits for six months and then I found something in a warehouse.
B: My sister is a teacher in Bristol and she's tired all the time.
A: They closed the factory, and lots of people lost their jobs.
B: I won ten pounds, so I bought us lunch.
T
listed=$(taus survey --clues pointing.txt | wc -l)
all=$(wc -l <pointing.txt)
test $((listed * 100)) -ge $((all * 80)) || echo "$listed of $all are listed"
false=$(taus survey --clues ordinary.txt | wc -l)
words=$(wc -w <ordinary.txt)
test $((false * 10000)) -le $((words * 15)) || echo "$false listed of $words words"
