#include "train/config_python.h"

#include "base/text.h"
#include "platform/file.h"
#include "store/container.h"
#include "store/given_folder.h"
#include "train/config_keys.h"
#include "train/config_lists.h"

#include <string.h>

enum { INSTANCES_MOST = 1024 };

static bool read_instances(struct train_config *config, const char *text, struct failure *failure)
{
    int64_t instances;
    if (!text_parse_integer(text, &instances) || !option_within(instances, 1, INSTANCES_MOST))
        return failure_set(failure, "--num-instances needs a whole number between 1 and %d, not '%.40s'",
                           INSTANCES_MOST, text);
    size_t key = config_key_find("num_workers");
    if (config->source[key] == CONFIG_COMMAND && config->num_workers != 1)
        return failure_set(failure, "--num-instances %lld trains with %lld workers: --num-workers %lld contradicts it",
                           (long long)instances, (long long)instances, (long long)config->num_workers);
    config->num_workers = instances;
    config->source[key] = CONFIG_COMMAND;
    config_note(config, "--num-instances %lld: %lld worker%s on one table", (long long)instances, (long long)instances,
                instances == 1 ? " trains" : "s train");
    return true;
}

static bool is_ignored(const struct config_flags *flags, size_t key)
{
    return config_keys[key].type == KEY_IGNORED && (flags->value[key] || flags->on[key]);
}

static void note_flags(struct train_config *config, const char *names, unsigned count, const char *why)
{
    if (count > 0)
        config_note(config, "%s %s no effect here: %s", names, count == 1 ? "has" : "have", why);
}

/* One line for neighbours in the table that have one reason. */
static void note_ignored(struct train_config *config, const struct config_flags *flags)
{
    char names[128] = "";
    const char *why = "";
    unsigned count = 0;
    for (size_t key = 0; key < config_keys_count; key++) {
        if (!is_ignored(flags, key))
            continue;
        if (strcmp(why, config_keys[key].help) != 0) {
            note_flags(config, names, count, why);
            why = config_keys[key].help;
            count = 0;
            names[0] = '\0';
        }
        text_append(names, sizeof names, "%s--%s", count++ ? ", " : "", config_keys[key].flag);
    }
    note_flags(config, names, count, why);
}

bool config_python_flags(struct train_config *config, const struct config_flags *flags, struct failure *failure)
{
    note_ignored(config, flags);
    return !flags->instances || read_instances(config, flags->instances, failure);
}

/* Pickles of the protocols 2 to 5 begin with 0x80 and the number; older ones, and those that are gone, are known by their
 * name alone. A file of this program is none, whatever it is called: scripts go on calling bucket files .pkl. */
static bool is_pickle(const char *path)
{
    static const char ending[] = ".pkl";
    size_t length = strlen(path);
    bool named = length >= strlen(ending) && text_equal_ignoring_case(path + length - strlen(ending), ending);
    struct file_view view;
    if (path[0] == '\0' || !file_view_open(path, &view, NULL))
        return named;
    const unsigned char *bytes = view.data;
    bool pickle = view.bytes >= 2 && bytes[0] == 0x80 && bytes[1] >= 2 && bytes[1] <= 5;
    bool ours = container_begins(view.data, view.bytes);
    file_view_close(&view);
    return pickle || (named && !ours);
}

bool config_python_files(struct train_config *config, struct failure *failure)
{
    if (is_pickle(config->resume_from))
        return failure_set(failure, "%.700s: " GIVEN_PICKLED_CHECKPOINTS, config->resume_from);
    if (is_pickle(config->buckets)) {
        config_note(config,
                    "%s: buckets of the Python trainer cannot be used, they sort hands by noise: a default abstraction "
                    "takes their place",
                    config->buckets);
        config->buckets[0] = '\0';
    }
    return true;
}
