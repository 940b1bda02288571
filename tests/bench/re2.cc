// re2 RULES FILE: every pattern of RULES, one a line, over every line of the file: a
// RE2::Set says which match, and each of those is then found.
#include <re2/re2.h>
#include <re2/set.h>

#include <cstdio>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

int
main(int argc, char **argv)
{
	RE2::Options options;
	options.set_max_mem(256 << 20);
	RE2::Set set(options, RE2::UNANCHORED);
	std::vector<std::unique_ptr<RE2>> rules;
	std::vector<int> which;
	std::string line;
	size_t found = 0;

	if (argc != 3)
		return 1;
	for (std::ifstream in(argv[1]); std::getline(in, line);) {
		if (set.Add(line, nullptr) < 0)
			return 1;
		rules.push_back(std::make_unique<RE2>(line, options));
	}
	if (!set.Compile())
		return 1;
	for (std::ifstream in(argv[2]); std::getline(in, line);) {
		if (!set.Match(line, &which))
			continue;
		for (int rule : which) {
			re2::StringPiece hit;
			size_t at = 0;
			while (rules[rule]->Match(line, at, line.size(), RE2::UNANCHORED,
			    &hit, 1)) {
				found++;
				at = hit.data() - line.data() + (hit.empty() ? 1 : hit.size());
			}
		}
	}
	std::printf("%zu spans\n", found);
	return 0;
}
