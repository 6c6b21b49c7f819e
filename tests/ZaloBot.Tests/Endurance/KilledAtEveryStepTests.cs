using System.Reflection;
using Shouldly;
using Xunit;
using ZaloBot.Emulator;
using ZaloBot.Storage;
using ZaloBot.Tests.Infrastructure;

namespace ZaloBot.Tests.Endurance;

/// <summary>
/// The process is killed (SIGKILL) between every two steps of an event's way, started again, and what it acknowledged is found
/// neither lost nor doubled. Fault points exist in Debug builds only.
/// </summary>
public sealed class KilledAtEveryStepTests
{
    public static TheoryData<string, StoreKind> Points
    {
        get
        {
            var points = new TheoryData<string, StoreKind>();
            foreach (var point in FaultPoint.All)
            {
                points.Add(point, StoreKind.Embedded);
                points.Add(point, StoreKind.Redis);
            }

            return points;
        }
    }

    [Theory]
    [MemberData(nameof(Points))]
    public async Task Nothing_is_lost_and_nothing_doubled(string point, StoreKind on)
    {
        await using var redis = on == StoreKind.Redis ? await RedisServer.StartAsync() : null;
        var folder = Directory.CreateTempSubdirectory("zalobot-killed-").FullName;
        await using var zalo = await ZaloEmulator.StartAsync(new EmulatorOptions { WithPage = false, OaCallsPerMinute = 100_000 });
        await using var bot = new BotAsProcess(zalo, folder, redis?.ConnectionString ?? "");
        zalo.WebhookUrl = bot.WebhookUrl;

        await bot.StartAsync(dieAt: point);
        await zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.DiedAsync();
        await AllIsSaidOnceAsync(bot, zalo);
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData(FaultPoint.Spooled)]
    [InlineData(FaultPoint.Drained)]
    public async Task Nor_while_the_store_is_away_or_comes_back(string point)
    {
        await using var redis = await RedisServer.StartAsync();
        var folder = Directory.CreateTempSubdirectory("zalobot-killed-").FullName;
        await using var zalo = await ZaloEmulator.StartAsync(new EmulatorOptions { WithPage = false, OaCallsPerMinute = 100_000 });
        await using var bot = new BotAsProcess(zalo, folder, redis.ConnectionString);
        zalo.WebhookUrl = bot.WebhookUrl;

        await bot.StartAsync(dieAt: point);
        await redis.KillAsync();
        await zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await zalo.DeliveriesIdleAsync();
        await redis.RestartAsync();
        await bot.DiedAsync();
        await AllIsSaidOnceAsync(bot, zalo);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Every_point_there_is_is_visited_by_a_test()
    {
        var tests = string.Concat(Directory.EnumerateFiles(Path.GetDirectoryName(Repository.File("tests/ZaloBot.Tests/Endurance/KilledAtEveryStepTests.cs"))!).Select(File.ReadAllText));
        var points = typeof(FaultPoint).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral && field.Name is not (nameof(FaultPoint.Variable) or nameof(FaultPoint.WitnessVariable)))
            .ToDictionary(field => field.Name, field => (string)field.GetRawConstantValue()!);
        points.Count.ShouldBeGreaterThan(FaultPoint.All.Count);
        FaultPoint.All.Concat(FaultPoint.OfActs).ShouldBeSubsetOf(points.Values);
        points.Where(point => !FaultPoint.All.Contains(point.Value) && !FaultPoint.OfActs.Contains(point.Value) && !tests.Contains($"FaultPoint.{point.Key}", StringComparison.Ordinal))
            .ShouldBeEmpty("at these nothing is killed");
    }

    private static async Task AllIsSaidOnceAsync(BotAsProcess bot, ZaloEmulator zalo)
    {
        await zalo.DeliveriesIdleAsync();
        var acknowledged = zalo.Deliveries.Attempts.All.Any(attempt => attempt.Status == 200);

        await bot.StartAsync();
        if (!acknowledged)
        {
            // The platform saw no answer and repeats; what it repeats may have been kept already.
            var first = zalo.Deliveries.Attempts.All[0];
            await PostAgainAsync(bot.WebhookUrl, first.Body);
        }

        await zalo.WaitForMessageAsync(message => message.GroupId == The.Group && message.IsFromOa, TimeSpan.FromMinutes(4));
        await zalo.WaitForMessageAsync(message => message.UserId == The.Leader && message.IsFromOa, TimeSpan.FromMinutes(4));

        // A second, unrelated event behind it proves that everything before it has been worked.
        await zalo.Acts.AddMemberAsync(The.Group, The.Stranger);
        await zalo.WaitForMessageAsync(message => message.UserId == The.Leader && message.IsFromOa && message.Text!.Contains("vừa vào nhóm", StringComparison.Ordinal), TimeSpan.FromMinutes(4));
        zalo.World.MessagesIn(The.Group).Count(message => message.IsFromOa).ShouldBe(1, "the reminder is said once");
        zalo.World.PrivateMessagesWith(The.Leader).Count(message => message.IsFromOa).ShouldBe(2, "the alert is told once");
        await bot.DisposeAsync();
    }

    private static async Task PostAgainAsync(Uri webhook, string body)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, webhook);
        var bytes = System.Text.Encoding.UTF8.GetBytes(body);
        request.Content = new ByteArrayContent(bytes);
        request.Content.Headers.ContentType = new System.Net.Http.Headers.MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation("X-ZEvent-Signature", Some.SignatureOf(bytes));
        (await http.SendAsync(request)).IsSuccessStatusCode.ShouldBeTrue();
    }
}
