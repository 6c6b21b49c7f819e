using Shouldly;
using Xunit;

namespace ZaloBot.Tests.Deployment;

/// <summary>The systemd unit takes nothing from the bot that the .NET runtime needs.</summary>
public sealed class ServiceUnitTests
{
    // What the runtime calls before any line of ours runs: placing its threads, making code, finding memory. A filter that lacks one of them ends the bot at its start.
    private static readonly string[] SetsTheRuntimeNeeds = ["@resources", "@process", "@memlock", "@file-system", "@io-event", "@network-io", "@signal", "@timer", "@default", "@system-service"];

    private static readonly string[] CallsTheRuntimeNeeds = ["sched_setaffinity", "sched_setscheduler", "mprotect", "membarrier", "memfd_create"];

    [Fact]
    public void No_system_call_of_the_runtime_is_denied()
    {
        var filters = Values("SystemCallFilter");

        filters.ShouldContain("@system-service");
        var denied = filters.Where(filter => filter.StartsWith('~')).SelectMany(filter => filter[1..].Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        denied.ShouldNotBeEmpty();
        denied.Intersect([.. SetsTheRuntimeNeeds, .. CallsTheRuntimeNeeds]).ShouldBeEmpty();
    }

    [Fact]
    public void A_call_that_is_filtered_fails_and_does_not_kill() => Values("SystemCallErrorNumber").ShouldBe(["EPERM"]);

    [Fact]
    public void Memory_may_become_code() => Values("MemoryDenyWriteExecute").ShouldBeEmpty();

    [Fact]
    public void The_garbage_collector_sees_how_much_memory_is_free() => Values("ProcSubset").ShouldBeEmpty();

    [Fact]
    public void Where_the_data_lies_is_left_to_the_settings_which_commands_read_too() =>
        Values("Environment").Where(value => value.StartsWith("Redis__", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public async Task Commands_run_as_the_service_does()
    {
        var command = await File.ReadAllTextAsync(Repository.File("deploy/systemd/zalobot"), TestContext.Current.CancellationToken);
        foreach (var name in new[] { "DynamicUser", "User", "StateDirectory", "StateDirectoryMode", "UMask", "LoadCredential" })
        {
            var values = Values(name);
            values.ShouldNotBeEmpty(name);
            values.Where(value => !command.Contains($"--property={name}={value} ", StringComparison.Ordinal)).ShouldBeEmpty(name);
        }

        var start = Values("ExecStart").ShouldHaveSingleItem().Split(' ');
        command.ShouldContain(start[0]);
        command.ShouldContain(string.Join(' ', start[^2..]));
    }

    private static List<string> Values(string name) =>
        [.. File.ReadLines(Repository.File("deploy/systemd/zalobot.service")).Where(line => line.StartsWith(name + "=", StringComparison.Ordinal)).Select(line => line[(name.Length + 1)..].Trim())];
}
