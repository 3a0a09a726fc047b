/* Clocks, waits, threads, pages, usage, interrupts: what the operating system promises, seen through our names. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "platform/clock.h"
#include "platform/interrupt.h"
#include "platform/machine.h"
#include "platform/pages.h"
#include "platform/profile.h"
#include "platform/terminal.h"
#include "platform/thread.h"
#include "platform/usage.h"

#include <stdatomic.h>
#include <string.h>

static struct failure failure;

static void a_timed_wait_takes_its_time_and_no_processor(void **state)
{
    (void)state;
    struct mutex mutex;
    struct condition condition;
    mutex_init(&mutex);
    condition_init(&condition);
    mutex_lock(&mutex);
    double begin = clock_seconds(), begin_cpu = clock_thread_cpu_seconds();
    while (condition_wait_for(&condition, &mutex, 60))
        continue;
    double wall = clock_seconds() - begin;
    /* However slow the machine is: no less than was asked for, and processor time for a small part of it. */
    assert_true(wall >= 0.059);
    assert_true(clock_thread_cpu_seconds() - begin_cpu < 0.5 * wall);
    assert_false(condition_wait_for(&condition, &mutex, 0));
    assert_false(condition_wait_for(&condition, &mutex, -5));
    mutex_unlock(&mutex);
    condition_destroy(&condition);
    mutex_destroy(&mutex);
}

/* Uses more stack than macOS gives a thread of its own accord (512 KB), as a deep recursion does. */
static void use_stack(void *argument)
{
    volatile char deep[4 << 20];
    for (size_t i = 0; i < sizeof deep; i += 4096)
        deep[i] = 1;
    struct thread_usage *usage = argument;
    double begin = clock_thread_cpu_seconds();
    while (clock_thread_cpu_seconds() - begin < 0.02)
        continue;
    usage_of_thread(usage);
}

static void a_thread_has_stack_and_counts_its_own_time(void **state)
{
    (void)state;
    struct thread thread;
    struct thread_usage usage = {0}, own;
    double begin = clock_process_cpu_seconds();
    assert_true(thread_start(&thread, "a-name-that-is-too-long", use_stack, &usage, &failure));
    thread_join(&thread);
    usage_of_thread(&own);
    double process = clock_process_cpu_seconds() - begin;
    assert_true(usage.cpu_seconds >= 0.019 && usage.cpu_seconds <= process + 0.005);
    assert_true(own.cpu_seconds > 0);
}

static void wall_time_is_of_this_century(void **state)
{
    (void)state;
    assert_true(clock_wall_seconds() > 1.7e9 && clock_wall_seconds() < 4.2e9);
}

static void pages_are_aligned_zeroed_and_untouched(void **state)
{
    (void)state;
    const size_t bytes = (size_t)256 << 20, huge_page = (size_t)2 << 20;
    uint64_t before = usage_resident_bytes();
    unsigned char *pages = pages_allocate(bytes, &failure);
    assert_non_null(pages);
    assert_int_equal((uintptr_t)pages % huge_page, 0);
    assert_true(usage_resident_bytes() < before + bytes / 2);
    assert_int_equal(pages[0] | pages[bytes / 3] | pages[bytes - 1], 0);
    pages[bytes - 1] = 1;
    pages_release(pages, bytes);
    pages = pages_allocate(1, &failure);
    pages[0] = 1;
    pages_release(pages, 1);
    pages_release(NULL, 0);
    assert_null(pages_allocate(SIZE_MAX - 4096, &failure));
    assert_null(pages_allocate((size_t)1 << 62, &failure));
    assert_non_null(strstr(failure.text, "does not give"));
}

static void the_machine_has_processors_and_memory(void **state)
{
    (void)state;
    assert_true(machine_processors() >= 1 && machine_processors() < 100000);
    assert_true(machine_processor_seconds() > 0 && machine_processor_seconds() <= machine_processors());
    assert_true(machine_processor_seconds() > machine_processors() - 1.0);
    assert_true(machine_performance_processors() >= 1 && machine_performance_processors() <= machine_processors());
    assert_true(machine_memory_bytes() > (uint64_t)64 << 20);
    assert_true(machine_memory_available_bytes() > 0);
    assert_true(machine_memory_available_bytes() <= machine_memory_bytes());
    assert_true(usage_resident_bytes() > 100000 && usage_resident_bytes() < machine_memory_bytes());
    assert_true(strlen(machine_system()) > 0 && strlen(machine_architecture()) > 0);
    assert_string_equal(profile_detected()->system, machine_system());
    assert_true(terminal_width() > 0);
}

/* The rows that the trainer promises, by name. */
static void each_platform_has_its_waits(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        double base_ms, min_ms, max_ms;
        bool apple_silicon;
    } rows[] = {{"apple-silicon", 100, 50, 500, true},
                {"macos-intel", 50, 20, 200, false},
                {"linux", 10, 10, 100, false},
                {"linux-arm64", 10, 10, 100, false},
                {"windows", 10, 10, 100, false}};
    assert_int_equal(profile_count(), sizeof rows / sizeof *rows);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct platform_profile *profile = profile_named(rows[i].name, &failure);
        assert_non_null(profile);
        assert_ptr_equal(profile, profile_at(i));
        assert_true(profile->base_ms == rows[i].base_ms && profile->min_ms == rows[i].min_ms &&
                    profile->max_ms == rows[i].max_ms && profile->is_apple_silicon == rows[i].apple_silicon);
    }
    assert_null(profile_named("amiga", &failure));
    assert_non_null(strstr(failure.text, "'amiga'"));
}

static void an_interrupt_cancels_what_watches(void **state)
{
    (void)state;
    struct cancellation first = {0}, second = {0};
    interrupt_watch(&first);
    assert_false(cancellation_is_requested(&first));
    raise(SIGTERM);
    assert_true(cancellation_is_requested(&first));
    interrupt_watch(&second);
    assert_false(cancellation_is_requested(&second));
    raise(SIGINT);
    assert_true(cancellation_is_requested(&second));
    interrupt_watch(NULL);
    raise(SIGINT);
}

/* Windows has neither signal. */
#ifdef SIGHUP
static void other_signals_are_requests_however_many(void **state)
{
    (void)state;
    static const int numbers[] = {SIGHUP, SIGXCPU, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct cancellation first = {0}, second = {0};
        void (*before)(int) = signal(numbers[i], SIG_DFL);
        interrupt_watch(&first);
        raise(numbers[i]);
        assert_true(cancellation_is_requested(&first));
        raise(numbers[i]);
        raise(SIGTERM);
        raise(numbers[i]);
        signal(numbers[i], SIG_IGN);
        interrupt_watch(&second);
        raise(numbers[i]);
        assert_false(cancellation_is_requested(&second));
        interrupt_watch(NULL);
        signal(numbers[i], before);
    }
}

static void a_file_beyond_its_limit_ends_nothing(void **state)
{
    (void)state;
    void (*before)(int) = signal(SIGXFSZ, SIG_DFL);
    interrupt_ignore_limits();
    raise(SIGXFSZ);
    signal(SIGXFSZ, before);
}

static void broken_pipes_may_be_ignored(void **state)
{
    (void)state;
    void (*before)(int) = signal(SIGPIPE, SIG_DFL);
    struct cancellation none = {0};
    interrupt_watch(&none);
    interrupt_ignore_pipes();
    raise(SIGPIPE);
    assert_false(cancellation_is_requested(&none));
    interrupt_watch(NULL);
    signal(SIGPIPE, before);
}
#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_timed_wait_takes_its_time_and_no_processor),
        cmocka_unit_test(a_thread_has_stack_and_counts_its_own_time),
        cmocka_unit_test(wall_time_is_of_this_century),
        cmocka_unit_test(pages_are_aligned_zeroed_and_untouched),
        cmocka_unit_test(the_machine_has_processors_and_memory),
        cmocka_unit_test(each_platform_has_its_waits),
        cmocka_unit_test(an_interrupt_cancels_what_watches),
#ifdef SIGHUP
        cmocka_unit_test(other_signals_are_requests_however_many),
        cmocka_unit_test(a_file_beyond_its_limit_ends_nothing),
        cmocka_unit_test(broken_pipes_may_be_ignored),
#endif
    };
    return cmocka_run_group_tests_name("machine", tests, NULL, NULL);
}
