/* evaluation.csv: one form for all methods, and files whose lines ended before `method` are brought up to it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "train/evaluation_file.h"

#include <stdio.h>
#include <string.h>

static const char path[] = "evaluation_file_test.csv";

#define HEADER "iteration,seconds,cpu_seconds,exploitability_chips,exploitability_mbb,value,method,mbb,interval_mbb\n"

static void assert_file(const char *expected)
{
    char text[2048];
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    assert_string_equal(text, expected);
}

static void write_file(const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void each_method_fills_its_fields(void **state)
{
    (void)state;
    struct evaluation exact = {.method = &eval_exact,
                               .iteration = 100,
                               .seconds = 1.5,
                               .cpu_seconds = 3,
                               .value = -0.25,
                               .exploitability = 0.5,
                               .mbb = 250,
                               .has_mbb = true};
    struct evaluation unblind = exact;
    struct evaluation played = {.method = &eval_lbr,
                                .iteration = 200,
                                .seconds = 2.5,
                                .cpu_seconds = 5,
                                .mbb = 312.5,
                                .interval_mbb = 80.25,
                                .has_mbb = true};
    unblind.has_mbb = false;
    remove(path);
    assert_true(evaluation_file_append(path, &exact, NULL));
    assert_true(evaluation_file_append(path, &unblind, NULL));
    assert_true(evaluation_file_append(path, &played, NULL));
    played.method = &eval_match;
    assert_true(evaluation_file_append(path, &played, NULL));
    assert_file(HEADER "100,1.500,3.000,0.5,250,-0.25,exact,250,0\n"
                       "100,1.500,3.000,0.5,,-0.25,exact,,0\n"
                       "200,2.500,5.000,,,,lbr,312.5,80.25\n"
                       "200,2.500,5.000,,,,match,312.5,80.25\n");
    double seconds = 0, cpu_seconds = 0;
    evaluation_file_resume(path, 150, &seconds, &cpu_seconds);
    assert_true(seconds == 1.5 && cpu_seconds == 3);
    evaluation_file_resume(path, 200, &seconds, &cpu_seconds);
    assert_true(seconds == 2.5 && cpu_seconds == 5);
    remove(path);
}

static void old_files_are_completed(void **state)
{
    (void)state;
    double seconds = 7, cpu_seconds = 8;
    struct evaluation next = {.method = &eval_lbr, .iteration = 30, .mbb = 1, .interval_mbb = 2, .has_mbb = true};
    evaluation_file_resume("evaluation_file_test.none", 10, &seconds, &cpu_seconds);
    assert_true(seconds == 7 && cpu_seconds == 8);
    write_file("iteration,seconds,cpu_seconds,exploitability_chips,exploitability_mbb,value\n"
               "10,1.000,2.000,0.5,500,-0.1\n20,3.000,4.000,0.25,,-0.2\n");
    evaluation_file_resume(path, 19, &seconds, &cpu_seconds);
    assert_true(seconds == 1 && cpu_seconds == 2);
    assert_true(evaluation_file_append(path, &next, NULL));
    static const char completed[] = HEADER "10,1.000,2.000,0.5,500,-0.1,exact,500,0\n"
                                           "20,3.000,4.000,0.25,,-0.2,exact,,0\n"
                                           "30,0.000,0.000,,,,lbr,1,2\n";
    assert_file(completed);
    evaluation_file_resume(path, 20, &seconds, &cpu_seconds);
    assert_true(seconds == 3 && cpu_seconds == 4);
    assert_file(completed);
    remove(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_method_fills_its_fields),
        cmocka_unit_test(old_files_are_completed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
