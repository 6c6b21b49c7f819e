using Shouldly;
using Xunit;
using ZaloBot.Emulator;
using ZaloBot.Moderation;
using ZaloBot.Storage;
using ZaloBot.Tests.Infrastructure;

namespace ZaloBot.Tests.Endurance;

/// <summary>The process is killed while it renews the tokens. Fault points exist in Debug builds only.</summary>
public sealed class TokensKilledTests
{
    // Who dies before the event reached it gets it again after 30 seconds and, if it is not up by then, after five minutes more (fact sheet 2.3).
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    [Theory]
    [InlineData(FaultPoint.RenewalMarked)]
    [InlineData(FaultPoint.RenewalSaved)]
    public async Task Before_the_request_and_after_the_saving_nothing_is_lost(string point)
    {
        var folder = Directory.CreateTempSubdirectory("zalobot-token-").FullName;
        await using var zalo = await ZaloEmulator.StartAsync(new EmulatorOptions { WithPage = false, OaCallsPerMinute = 100_000 });
        await using var bot = new BotAsProcess(zalo, folder);
        zalo.WebhookUrl = bot.WebhookUrl;
        await bot.StartAsync(dieAt: point);
        zalo.Tokens.ExpireAccess();
        await zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.DiedAsync();

        await bot.StartAsync();
        await IsConnectedAsync(zalo);

        // Whether the reminder had been marked as on its way when the process died is chance; in doubt it is not said again.
        zalo.World.MessagesIn(The.Group).Count(message => message.IsFromOa).ShouldBeLessThanOrEqualTo(1);
        await bot.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Between_answer_and_saving_the_pair_is_gone_events_are_still_judged_and_a_new_consent_sets_all_going()
    {
        var folder = Directory.CreateTempSubdirectory("zalobot-token-").FullName;
        await using var zalo = await ZaloEmulator.StartAsync(new EmulatorOptions { WithPage = false, OaCallsPerMinute = 100_000 });
        await using var bot = new BotAsProcess(zalo, folder);
        zalo.WebhookUrl = bot.WebhookUrl;
        await bot.StartAsync(dieAt: FaultPoint.RenewalAnswered);
        zalo.Tokens.ExpireAccess();
        await zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.DiedAsync();

        // The refresh token is spent and its pair lost: only a person can help. The bot says so and goes on judging.
        await bot.StartAsync();
        await using (var store = await Store.OpenAsync(bot.Store()))
        {
            using var patience = new CancellationTokenSource(Patience);
            while (!await store.Database.HashExistsAsync(store.Keys.AdminNotices, "token:Disconnected") && !await store.Database.HashExistsAsync(store.Keys.AdminNotices, "send:ConsentNeeded"))
            {
                await Task.Delay(200, patience.Token);
            }

            await zalo.Acts.SayAsync(The.Group, The.OtherMember, The.OtherAdvertisement);
            var cases = new CaseBook(store);
            while ((await cases.ReadAsync(10)).Count < 2)
            {
                await Task.Delay(200, patience.Token);
            }
        }

        zalo.World.MessagesIn(The.Group).Count(message => message.IsFromOa).ShouldBe(0);
        var pair = zalo.Tokens.Issue();
        bot.GiveTokens(pair.AccessToken, pair.RefreshToken);
        await IsConnectedAsync(zalo);
        await bot.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    // An answer to a private message proves that the bot has tokens again.
    private static async Task IsConnectedAsync(ZaloEmulator zalo)
    {
        await zalo.Acts.WritePrivatelyAsync(The.OtherMember, "Mã K7FQ3X: cho em hỏi lại ạ");
        await zalo.WaitForMessageAsync(message => message.UserId == The.OtherMember && message.IsFromOa, Patience);
    }
}
