#include "train/memory_plan.h"

#include "base/log.h"
#include "base/text.h"
#include "eval/blueprint.h"
#include "platform/machine.h"
#include "platform/pages.h"
#include "platform/thread.h"
#include "platform/usage.h"
#include "train/setup.h"

/* Beside the parts that are counted: of each worker its stack and its heap, and of the program queue, figures,
 * events and texts; program and libraries bring in pages of their files when they are first used. */
enum { WORKER_BYTES = 96 << 10, PROGRAM_BYTES = 4 << 20, PROGRAM_FILES_BYTES = 2 << 20 };

/* More savers than processors save no sooner. */
unsigned memory_plan_savers(const struct setup *setup, unsigned workers)
{
    size_t parts = checkpoint_parts(&setup->plan.tables);
    unsigned savers = machine_processors() < workers ? machine_processors() : workers;
    return parts < savers ? (unsigned)parts : savers;
}

static uint64_t saving_bytes(const struct setup *setup, unsigned workers)
{
    uint64_t checkpoint = memory_plan_savers(setup, workers) * (uint64_t)checkpoint_write_bytes(&setup->plan.tables);
    uint64_t blueprint = blueprint_write_bytes(&setup->tree, &setup->plan.tables);
    return checkpoint > blueprint ? checkpoint : blueprint;
}

static uint64_t to_come(const struct memory_plan *plan)
{
    return plan->tables + plan->walking + plan->evaluating + plan->saving + plan->program;
}

uint64_t memory_plan_bytes(const struct memory_plan *plan)
{
    return to_come(plan) + plan->own + plan->mapped;
}

bool memory_plan_was_surpassed(const struct memory_plan *plan)
{
    return plan->peak > memory_plan_bytes(plan);
}

static void add_up(struct memory_plan *plan, const struct setup *setup, uint64_t evaluating_bytes, unsigned workers)
{
    struct memory_usage now;
    usage_of_memory(&now);
    uint64_t mapped = abstraction_mapped_bytes(&setup->abstraction);
    *plan = (struct memory_plan){
        .tables = pages_bytes(tables_bytes(&setup->plan.tables)),
        .walking = pages_bytes(drive_bytes(&setup->drive, workers)),
        .evaluating = evaluating_bytes,
        .saving = saving_bytes(setup, workers),
        .program = PROGRAM_BYTES + (uint64_t)workers * WORKER_BYTES,
        .own = now.own_bytes,
        .mapped = (now.mapped_bytes > mapped ? now.mapped_bytes : mapped) + PROGRAM_FILES_BYTES,
        .peak = now.peak_bytes,
    };
}

static void say(const struct memory_plan *plan, const struct setup *setup)
{
    char before[80] = "";
    if (memory_plan_was_surpassed(plan))
        text_append(before, sizeof before, "; building the card abstraction before took %s MB",
                    text_thousands(usage_megabytes(plan->peak)).text);
    log_info(
        setup->run->log,
        "Memory: plan %s MB: tables %s (%s information sets), walking %s, evaluating %s, saving %s, program %s, card "
        "abstraction and other files %s%s; this machine has %s, %s free",
        text_thousands(usage_megabytes(memory_plan_bytes(plan))).text, text_bytes(plan->tables).text,
        text_thousands(tables_infosets(&setup->plan.tables, &setup->tree)).text, text_bytes(plan->walking).text,
        text_bytes(plan->evaluating).text, text_bytes(plan->saving).text, text_bytes(plan->own + plan->program).text,
        text_bytes(plan->mapped).text, before, text_bytes(machine_memory_bytes()).text,
        text_bytes(machine_memory_available_bytes()).text);
}

bool memory_plan_make(struct memory_plan *plan, const struct setup *setup, uint64_t evaluating_bytes, unsigned workers,
                      struct failure *failure)
{
    static const char *const advice = "use fewer buckets, fewer bet sizes or a lower cap on raises";
    add_up(plan, setup, evaluating_bytes, workers);
    say(plan, setup);
    uint64_t available = machine_memory_available_bytes(), left = machine_addresses_left_bytes();
    uint64_t needed = to_come(plan), addresses = needed + (uint64_t)workers * THREAD_STACK_BYTES;
    if (needed > available)
        return failure_set(failure, "the run needs %s but only %s of this machine's %s are free: %s",
                           text_bytes(needed).text, text_bytes(available).text, text_bytes(machine_memory_bytes()).text,
                           advice);
    if (addresses > left)
        return failure_set(failure,
                           "the run needs %s of addresses but the limit (ulimit -v, ulimit -d) leaves %s: use "
                           "fewer workers, or %s",
                           text_bytes(addresses).text, text_bytes(left).text, advice);
    return true;
}
