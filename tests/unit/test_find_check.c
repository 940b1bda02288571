#include "find/check.h"

#include "base/bytes.h"
#include "unit.h"

/* All numbers are computed: month + 80, or a birth date in 2039, so that nobody
 * can hold one. */
struct value {
	const char *text;
	enum check_verdict want;
};

static void
all_are(const char *name, const struct value *v)
{
	const struct check *c = check_named(name);

	assert_non_null(c);
	for (; v->text != NULL; v++)
		if (c->of(bytes_of(v->text)) != v->want)
			fail_msg("%s %s: %d, not %d", name, v->text,
			    (int)c->of(bytes_of(v->text)), (int)v->want);
}

TEST(tells_a_number_of_a_person)
{
	const struct value v[] = {
		{ "01013950187", CHECK_HOLDS },
		{ "01013950268", CHECK_HOLDS },
		{ "010139 50187", CHECK_HOLDS },
		{ "01.01.39 50187", CHECK_HOLDS },
		{ "010139-50187", CHECK_HOLDS },
		{ "01013950186", CHECK_FAILS },
		{ "10013950187", CHECK_FAILS },
		{ "31023950009", CHECK_ODD },
		{ "0101395018", CHECK_FAILS },
		{ "010139501870", CHECK_FAILS },
		{ "0101395018x", CHECK_FAILS },
		{ "", CHECK_FAILS },
		{ NULL, 0 },
	};

	all_are("fnr", v);
}

TEST(accepts_what_is_issued_from_2032)
{
	const struct value v[] = {
		{ "01013950195", CHECK_HOLDS }, /* rest 1 */
		{ "01013950284", CHECK_HOLDS }, /* rest 2 */
		{ "01013950101", CHECK_HOLDS }, /* rest 3 */
		{ "01013950004", CHECK_HOLDS }, /* no number by the old rule */
		{ NULL, 0 },
	};

	all_are("fnr", v);
}

TEST(knows_the_relatives_of_the_number)
{
	const struct value v[] = {
		{ "41013950170", CHECK_HOLDS }, /* D */
		{ "01413950089", CHECK_HOLDS }, /* H */
		{ "41413950072", CHECK_HOLDS }, /* D and H */
		{ "80000000098", CHECK_HOLDS }, /* FH */
		{ "81234567802", CHECK_HOLDS },
		{ "81234567801", CHECK_FAILS },
		{ "01813950061", CHECK_SYNTHETIC }, /* Tenor */
		{ "01813950142", CHECK_SYNTHETIC },
		{ "41813950055", CHECK_SYNTHETIC },
		{ "01663950025", CHECK_SYNTHETIC }, /* SyntPop */
		{ NULL, 0 },
	};

	all_are("fnr", v);
}

TEST(tells_the_century_by_the_series)
{
	const struct value v[] = {
		{ "01810000186", CHECK_SYNTHETIC }, /* 1900 */
		{ "01819949995", CHECK_SYNTHETIC }, /* 1999 */
		{ "01815474909", CHECK_SYNTHETIC }, /* 1854 */
		{ "01819950020", CHECK_SYNTHETIC }, /* 1899 */
		{ "01810050019", CHECK_SYNTHETIC }, /* 2000 */
		{ "01813999869", CHECK_SYNTHETIC }, /* 2039 */
		{ "01814090082", CHECK_SYNTHETIC }, /* 1940 */
		{ "01819999909", CHECK_SYNTHETIC }, /* 1999 */
		{ "01815374998", CHECK_ODD },       /* no series */
		{ "01814075024", CHECK_ODD },
		{ "29820450017", CHECK_SYNTHETIC }, /* 29 February 2004 */
		{ "29820550038", CHECK_ODD },       /* and 2005 */
		{ NULL, 0 },
	};

	all_are("fnr", v);
}

TEST(checks_numbers_of_organisations_and_accounts)
{
	const struct value orgnr[] = {
		{ "123456785", CHECK_HOLDS },
		{ "100000016", CHECK_HOLDS },
		{ "123 456 785 MVA", CHECK_HOLDS },
		{ "NO123456785MVA", CHECK_HOLDS },
		{ "123456784", CHECK_FAILS },
		{ "12345678", CHECK_FAILS },
		{ NULL, 0 },
	};
	const struct value account[] = {
		{ "99990000006", CHECK_HOLDS },
		{ "9999.12.34566", CHECK_HOLDS },
		{ "01013950187", CHECK_HOLDS }, /* every number of a person does */
		{ "99991234567", CHECK_FAILS },
		{ "88880543212", CHECK_FAILS },
		{ NULL, 0 },
	};
	const struct value iban[] = {
		{ "NO7699999900018", CHECK_HOLDS },
		{ "no76 9999 9900 018", CHECK_HOLDS },
		{ "NO7699999900019", CHECK_FAILS },
		{ "NO76999999000180", CHECK_FAILS },
		{ "7699999900018", CHECK_FAILS },
		{ NULL, 0 },
	};

	all_are("orgnr", orgnr);
	all_are("account", account);
	all_are("iban", iban);
}

TEST(checks_kid_card_and_duf)
{
	const struct value kid[] = {
		{ "602243", CHECK_HOLDS }, /* mod 10 */
		{ "602248", CHECK_HOLDS }, /* mod 11 */
		{ "12345674", CHECK_HOLDS },
		{ "201703238", CHECK_HOLDS },
		{ "201703239", CHECK_HOLDS },
		{ "104-", CHECK_HOLDS },
		{ "105-", CHECK_FAILS },
		{ "602240", CHECK_FAILS },
		{ "7", CHECK_FAILS },
		{ NULL, 0 },
	};
	const struct value luhn[] = {
		{ "4000 0000 0000 0002", CHECK_HOLDS },
		{ "4000 0000 0000 0003", CHECK_FAILS },
		{ "1234567", CHECK_FAILS },
		{ NULL, 0 },
	};
	const struct value duf[] = {
		{ "209900000103", CHECK_HOLDS },
		{ "2099 123456 08", CHECK_HOLDS },
		{ "209912345609", CHECK_FAILS },
		{ "309912345608", CHECK_FAILS },
		{ NULL, 0 },
	};
	const struct value hpr[] = {
		{ "1234567", CHECK_HOLDS },
		{ "12345678", CHECK_FAILS },
		{ NULL, 0 },
	};

	all_are("kid", kid);
	all_are("luhn", luhn);
	all_are("duf", duf);
	all_are("hpr", hpr);
}

TEST(knows_the_number_plan)
{
	const struct {
		const char *text;
		enum phone_kind want;
	} v[] = {
		{ "23032017", PHONE_FIXED }, /* and a date */
		{ "40000000", PHONE_MOBILE },
		{ "+47 900 00 000", PHONE_MOBILE },
		{ "(+47) 00 00 00 00", PHONE_NONE },
		{ "00 00 00 00", PHONE_NONE },
		{ "0047 900 00 000", PHONE_MOBILE },
		{ "(+47) 55 00 00 11", PHONE_FIXED },
		{ "815 00 000", PHONE_SPECIAL },
		{ "58 00 00 00", PHONE_NONE },
		{ "59 00 00 00", PHONE_MACHINE },
		{ "580000000000", PHONE_MACHINE_12 },
		{ "02000", PHONE_FIVE },
		{ "09999", PHONE_FIVE },
		{ "01999", PHONE_NONE },
		{ "116117", PHONE_SERVICE },
		{ "113", PHONE_SERVICE },
		{ "1881", PHONE_SERVICE },
		{ "+46 70 000 00 00", PHONE_FOREIGN },
		{ "0046 70 000 00 00", PHONE_FOREIGN },
		{ "12345678", PHONE_NONE },
		{ "", PHONE_NONE },
	};
	size_t i;

	for (i = 0; i < sizeof v / sizeof *v; i++)
		if (phone_kind(bytes_of(v[i].text)) != v[i].want)
			fail_msg(
			    "%s: %d", v[i].text, (int)phone_kind(bytes_of(v[i].text)));
	assert_int_equal(check_named("phone")->of(bytes_of("01999")), CHECK_FAILS);
}

TEST(knows_days_that_can_be)
{
	static const char *const can[] = { "8.2.2015", "08.02.2015", "8.2.15",
		"8. februar 2015", "den 5. juni 2014", "juni 2014", "5.6.",
		"3.–6. juni", "8.–12. februar", "16., 17. og 18. mai", "040895",
		"2014-05-17", "20140517", "5/6 2014", "8/2-15", "8 februar",
		"4.5. 2017", "23032017", "nittenåttifire", "nittenhundreogåttifire",
		"totusenogfjorten", "tjuefjorten", "syttende mai", "tjueførste mars",
		"femogtyvende juni", "syttande mai åttifem", "29. februar", "29.2.2004",
		"March 5th, 2018", "5 March 2018", "the twenty-first of May",
		"nineteen eighty-four", "femte i sjette", "5/31/2014", "3.2.-5.2.2017",
		"tolvte i niende" };
	static const char *const cannot[] = { "31.2.2015", "31. februar", "29.2.2005",
		"32.1.2014", "13.13.2015", "00.01.2014", "2014-02-30", "mai", "jan",
		"31 juni 2014", "99999999", "320195", "tjuefem", "tretten", "",
		"første", "5", "31st of April" };
	size_t i;

	for (i = 0; i < sizeof can / sizeof *can; i++)
		if (check_date(bytes_of(can[i])) != CHECK_HOLDS)
			fail_msg("%s is a day", can[i]);
	for (i = 0; i < sizeof cannot / sizeof *cannot; i++)
		if (check_date(bytes_of(cannot[i])) != CHECK_FAILS)
			fail_msg("%s is none", cannot[i]);
}

TEST(knows_no_check_that_is_not_there)
{
	assert_null(check_named("mod12"));
	assert_null(check_named(""));
}

UNIT(cmocka_unit_test(tells_a_number_of_a_person),
    cmocka_unit_test(accepts_what_is_issued_from_2032),
    cmocka_unit_test(knows_the_relatives_of_the_number),
    cmocka_unit_test(tells_the_century_by_the_series),
    cmocka_unit_test(checks_numbers_of_organisations_and_accounts),
    cmocka_unit_test(checks_kid_card_and_duf), cmocka_unit_test(knows_the_number_plan),
    cmocka_unit_test(knows_days_that_can_be),
    cmocka_unit_test(knows_no_check_that_is_not_there))
