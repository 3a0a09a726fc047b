/* A configuration (YAML): what is read is written, and read again as the same configuration. */
#include "fuzz.h"
#include "train/config.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct train_config config, again;
    static char first[CONFIG_FORMAT], second[CONFIG_FORMAT];
    struct failure failure;
    char *text = fuzz_text(data, size);
    if (config_parse(&config, "fuzz.yaml", text, &failure)) {
        fuzz_must(config_format(&config, first) < sizeof first, "a configuration's text fits");
        fuzz_need(config_parse(&again, "again.yaml", first, &failure), &failure);
        config_format(&again, second);
        fuzz_must(strcmp(first, second) == 0, "a written configuration is the same configuration");
        config_goal(&config);
    }
    memory_release(text);
    return 0;
}
