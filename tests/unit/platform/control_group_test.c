/* Limits of control groups, read from a made-up /proc and /sys/fs/cgroup in the forms that the kernel documents. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "platform/control_group.h"
#include "platform/file.h"
#include "platform/folder.h"

#include <stdio.h>
#include <string.h>

static char root[64];

static void put(const char *folder, const char *name, const char *text)
{
    struct failure failure;
    char path[512];
    snprintf(path, sizeof path, "%s/%s", root, folder);
    assert_true(folder_make(path, &failure));
    snprintf(path, sizeof path, "%s/%s/%s", root, folder, name);
    struct file_replacement *file = file_replace(path, &failure);
    assert_non_null(file);
    assert_true(file_replacement_write(file, text, strlen(text), &failure));
    assert_true(file_replacement_commit(file, &failure));
}

static void remove_tree(const char *path);

static void remove_entry(void *context, const char *name)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", (const char *)context, name);
    remove_tree(path);
}

static void remove_tree(const char *path)
{
    char copy[1024];
    snprintf(copy, sizeof copy, "%s", path);
    if (folder_exists(copy))
        folder_list(copy, remove_entry, copy, NULL);
    remove(copy);
}

static int fresh_root(void **state)
{
    (void)state;
    snprintf(root, sizeof root, "control_group_test.root");
    remove_tree(root);
    return 0;
}

static int remove_root(void **state)
{
    (void)state;
    remove_tree(root);
    return 0;
}

static void without_control_groups_there_is_no_limit(void **state)
{
    (void)state;
    assert_true(control_group_processors(root) == 0);
    assert_true(control_group_memory(root).limit_bytes == UINT64_MAX);
    assert_true(control_group_memory(root).available_bytes == UINT64_MAX);
}

/* A service below a slice: each sets a limit, the tighter one holds, wherever it stands. */
static void the_tightest_of_nested_groups_holds(void **state)
{
    (void)state;
    put("proc/self", "cgroup", "0::/user.slice/job.service\n");
    put("sys/fs/cgroup/user.slice/job.service", "cpu.max", "max 100000\n");
    put("sys/fs/cgroup/user.slice", "cpu.max", "150000 100000\n");
    put("sys/fs/cgroup/user.slice/job.service", "memory.max", "4000\n");
    put("sys/fs/cgroup/user.slice/job.service", "memory.current", "3000\n");
    put("sys/fs/cgroup/user.slice/job.service", "memory.stat", "anon 900\ninactive_file 2000\nactive_file 100\n");
    put("sys/fs/cgroup/user.slice", "memory.max", "9000\n");
    put("sys/fs/cgroup/user.slice", "memory.current", "8500\n");
    assert_true(control_group_processors(root) == 1.5);
    struct control_group_memory memory = control_group_memory(root);
    assert_true(memory.limit_bytes == 4000);
    assert_true(memory.available_bytes == 500); /* of the slice: 9000 - 8500; the job itself: 4000 - (3000 - 2000) */
}

/* Inside a container the path may be the host's, and only the mount itself is there. */
static void the_mount_is_the_containers_own_group(void **state)
{
    (void)state;
    put("proc/self", "cgroup", "0::/../../docker-1234.scope\n");
    put("sys/fs/cgroup", "cpu.max", "400000 100000\n");
    put("sys/fs/cgroup", "memory.max", "max\n");
    assert_true(control_group_processors(root) == 4);
    assert_true(control_group_memory(root).limit_bytes == UINT64_MAX);
}

static void the_first_version_is_read_too(void **state)
{
    (void)state;
    put("proc/self", "cgroup", "5:memory:/docker/77\n4:cpuset:/\n3:cpu,cpuacct:/docker/77\n0::/\n");
    put("sys/fs/cgroup/cpu/docker/77", "cpu.cfs_quota_us", "50000\n");
    put("sys/fs/cgroup/cpu/docker/77", "cpu.cfs_period_us", "100000\n");
    put("sys/fs/cgroup/cpu", "cpu.cfs_quota_us", "-1\n");
    put("sys/fs/cgroup/cpu", "cpu.cfs_period_us", "100000\n");
    put("sys/fs/cgroup/memory/docker/77", "memory.limit_in_bytes", "1000000\n");
    put("sys/fs/cgroup/memory/docker/77", "memory.usage_in_bytes", "700000\n");
    put("sys/fs/cgroup/memory/docker/77", "memory.stat", "cache 1\ninactive_file 5\ntotal_inactive_file 100000\n");
    assert_true(control_group_processors(root) == 0.5);
    assert_true(control_group_memory(root).limit_bytes == 1000000);
    assert_true(control_group_memory(root).available_bytes == 400000);
}

/* Numbers that the kernel would not write do not become limits. */
static void nonsense_is_no_limit(void **state)
{
    (void)state;
    put("proc/self", "cgroup", "nonsense\n0::\n:::\n1:cpu\n");
    put("sys/fs/cgroup", "cpu.max", "100000\n");
    put("sys/fs/cgroup", "memory.max", "\n");
    assert_true(control_group_processors(root) == 0);
    assert_true(control_group_memory(root).limit_bytes == UINT64_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(without_control_groups_there_is_no_limit, fresh_root, remove_root),
        cmocka_unit_test_setup_teardown(the_tightest_of_nested_groups_holds, fresh_root, remove_root),
        cmocka_unit_test_setup_teardown(the_mount_is_the_containers_own_group, fresh_root, remove_root),
        cmocka_unit_test_setup_teardown(the_first_version_is_read_too, fresh_root, remove_root),
        cmocka_unit_test_setup_teardown(nonsense_is_no_limit, fresh_root, remove_root),
    };
    return cmocka_run_group_tests_name("control groups", tests, NULL, NULL);
}
