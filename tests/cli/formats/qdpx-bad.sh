#!/bin/sh -eu
# What is no project after all is refused, and leaves nothing.
printf 'given;family;code\nGjertrud;Vasskrokmo;SW4\n' >people.csv
mkdir sources
n=0
try()
{
	n=$((n + 1))
	s=0
	taus scrub --quiet --lang en --roster people.csv --output copy.qdpx a.qdpx || s=$?
	[ ! -e copy.qdpx ] || echo "$n: a copy"
	echo "$n: $s"
	rm -f a.qdpx
}
head='<Project xmlns="urn:QDA-XML:project:1.0" name="x">'
while IFS= read -r text; do
	printf %b "$text" >project.qde
	zip -qX a.qdpx project.qde
	try
done <<L

$head
$head</project>
$head<Users></Project>
$head Gjertrud & Gjertrud</Project>
$head&gjertrud;</Project>
$head</Project>Gjertrud
<!DOCTYPE Project [<!ENTITY g "Gjertrud">]>$head&g;</Project>
<?xml version="1.0" encoding="ISO-8859-1"?>$head</Project>
$head<Users a="1" a="2"/></Project>
$head\001\002\003\004</Project>
L
# texts
echo "$head</Project>" >project.qde
printf 'Gj\370rtrud og \345 \346 p\345 \370ya\n' >sources/a.txt
zip -qX a.qdpx project.qde sources/a.txt
try
printf 'G\0j\0e\0r\0t\0r\0u\0d\0 \0o\0g\0 \0m\0e\0g\0' >sources/a.txt
zip -qX a.qdpx project.qde sources/a.txt
try
printf 'Gjertrud \303\245 \303\246 \377' >sources/a.txt
zip -qX a.qdpx project.qde sources/a.txt
try
echo Gjertrud >sources/a.txt
zip -qX a.qdpx sources/a.txt # no project
try
zip -qX a.qdpx project.qde sources/a.txt
head -c 200 a.qdpx >b
mv b a.qdpx
try
zip -qX -P Gjertrud a.qdpx project.qde sources/a.txt
try
zip -qX a.qdpx project.qde sources/a.txt
printf Gjertrud >>a.qdpx
try
