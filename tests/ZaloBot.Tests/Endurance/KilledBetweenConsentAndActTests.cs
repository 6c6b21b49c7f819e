using System.Text.Json.Nodes;
using Shouldly;
using Xunit;
using ZaloBot.Emulator;
using ZaloBot.Storage;
using ZaloBot.Tests.Infrastructure;

namespace ZaloBot.Tests.Endurance;

/// <summary>
/// The process is killed between the secretary's consent and the invitation that follows from it, and started again: the person is
/// invited, once. Fault points exist in Debug builds only.
/// </summary>
public sealed class KilledBetweenConsentAndActTests
{
    public static TheoryData<string, StoreKind> Points
    {
        get
        {
            var points = new TheoryData<string, StoreKind>();
            foreach (var point in FaultPoint.OfActs)
            {
                points.Add(point, StoreKind.Embedded);
                points.Add(point, StoreKind.Redis);
            }

            return points;
        }
    }

    [Theory]
    [MemberData(nameof(Points))]
    public async Task The_invitation_follows_all_the_same_and_once(string point, StoreKind on)
    {
        await using var redis = on == StoreKind.Redis ? await RedisServer.StartAsync() : null;
        var folder = Directory.CreateTempSubdirectory("zalobot-killed-").FullName;
        await using var zalo = await ZaloEmulator.StartAsync(new EmulatorOptions { WithPage = false, OaCallsPerMinute = 100_000 });
        await using var bot = new BotAsProcess(zalo, folder, redis?.ConnectionString ?? "", settings => settings["Groups"]![0]!.AsObject()["Mode"] = JsonValue.Create("Enforce"));
        await zalo.Acts.FollowAsync(The.Stranger);
        zalo.WebhookUrl = bot.WebhookUrl;

        await bot.StartAsync(dieAt: point);
        await zalo.Acts.WritePrivatelyAsync(The.Leader, $"mời {The.Stranger} vào Đoàn Khối mẫu: hỗ trợ âm thanh");
        await bot.DiedAsync();
        await zalo.DeliveriesIdleAsync();

        await bot.StartAsync();
        await zalo.WaitForMessageAsync(message => message.UserId == The.Leader && message.IsFromOa && message.Text!.Contains("đã được đồng ý", StringComparison.Ordinal), TimeSpan.FromMinutes(4));
        await JoinedAsync(zalo);

        // Another event behind it proves that the joining was worked, and that it was no stranger's.
        await zalo.Acts.AddMemberAsync(The.Group, "7000000000000000007");
        await zalo.WaitForMessageAsync(message => message.UserId == The.Leader && message.IsFromOa && message.Text!.Contains("vừa vào nhóm", StringComparison.Ordinal), TimeSpan.FromMinutes(4));
        zalo.World.PrivateMessagesWith(The.Leader).Count(message => message.IsFromOa && message.Text!.Contains("vừa vào nhóm", StringComparison.Ordinal)).ShouldBe(1);
        zalo.World.PrivateMessagesWith(The.Leader).Count(message => message.IsFromOa && message.Text!.Contains("đã được đồng ý", StringComparison.Ordinal)).ShouldBe(1);
        zalo.World.Group(The.Group).Members.Count(member => member == The.Stranger).ShouldBe(1);

        await bot.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task JoinedAsync(ZaloEmulator zalo)
    {
        var joined = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        zalo.World.Changed += (_, _) => Look();
        Look();
        await joined.Task.WaitAsync(TimeSpan.FromMinutes(4));

        void Look()
        {
            if (zalo.World.Group(The.Group).Members.Contains(The.Stranger))
            {
                joined.TrySetResult();
            }
        }
    }
}
