using System.Diagnostics;
using Shouldly;
using Xunit;
using ZaloBot.Emulator;
using ZaloBot.Tests.Infrastructure;

namespace ZaloBot.Tests.Endurance;

/// <summary>Told to stop, the process ends within ten seconds, whatever it is waiting for, and loses nothing.</summary>
public sealed class GracefulStopTests
{
    [Fact]
    public async Task It_stops_in_time_while_the_platform_does_not_answer_and_says_it_after_the_next_start()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGTERM.");
        var folder = Directory.CreateTempSubdirectory("zalobot-stop-").FullName;
        await using var zalo = await ZaloEmulator.StartAsync(new EmulatorOptions { WithPage = false, OaCallsPerMinute = 100_000 });
        await using var bot = new BotAsProcess(zalo, folder);
        zalo.WebhookUrl = bot.WebhookUrl;
        await bot.StartAsync();
        zalo.Faults.Slow(TimeSpan.FromMinutes(10), "/v3.0/oa/group/message");
        await zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await zalo.Calls.Arrived.WaitForAsync(call => call.IsTo("/v3.0/oa/group/message"), TimeSpan.FromMinutes(2));

        var watch = Stopwatch.StartNew();
        (await bot.StopAsync()).ShouldBe(0);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));

        // The platform had done it and its answer was cut off: the next start finds that out and does not repeat it.
        zalo.Faults.Clear();
        var found = bot.SaidAsync("FoundInHistory");
        await bot.StartAsync();
        await found;
        zalo.World.MessagesIn(The.Group).Count(message => message.IsFromOa).ShouldBe(1);
        await bot.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
