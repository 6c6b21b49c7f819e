using System.Text;
using System.Text.Json;
using Shouldly;
using Xunit;
using ZaloBot.Emulator;
using ZaloBot.Leaders;
using ZaloBot.Learning;
using ZaloBot.Membership.Agenda;
using ZaloBot.Membership.Consents;
using ZaloBot.Moderation;
using ZaloBot.Privacy;
using ZaloBot.Rules;
using ZaloBot.Settings;
using ZaloBot.Telemetry;
using ZaloBot.Tests.Infrastructure;
using ZaloBot.Tests.Membership;
using ZaloBot.Webhooks;

namespace ZaloBot.Tests.Privacy;

/// <summary>Who withdraws is gone from everywhere, by whichever id, and stays gone; everybody else stays.</summary>
public sealed class ErasureTests
{
    private const string EraseAtPlatform = "/v2.0/oa/deletefollowerinfo";
    private const string ByApp = "8000000000000000004";
    private const string Mention = $"Nhờ [@{The.Member}] nhắc mọi người giúp nhé";

    // Leaders are told of everything at once, and cannot be reached, so that alerts wait for them.
    private static readonly Func<ZaloBotSettings, ZaloBotSettings> TellAtOnce = same =>
        same with { Warnings = same.Warnings with { Ladder = [new LadderStep { Breach = 1, Action = LadderAction.Remind, TellLeader = true }], GroupCooldown = TimeSpan.Zero } };

    [Theory]
    [InlineData(StoreKind.Embedded, true)]
    [InlineData(StoreKind.Embedded, false)]
    [InlineData(StoreKind.Redis, true)]
    [InlineData(StoreKind.Redis, false)]
    public async Task Nothing_of_a_person_who_withdraws_is_left(StoreKind on, bool linked)
    {
        await using var bot = await BusyBotAsync(on);
        var before = await StoreText.ReadAsync(bot.Store);
        foreach (var trace in new[] { The.Member, ByApp, "mỹ phẩm", "gian hàng gây quỹ", "cho em hỏi" })
        {
            before.ShouldContain(trace, customMessage: "the test would prove nothing");
        }

        await bot.Zalo.Acts.WithdrawAsync(The.Member, linked);
        await bot.SettledAsync();

        var after = await StoreText.ReadAsync(bot.Store);
        foreach (var trace in new[] { The.Member, ByApp, "mỹ phẩm", "gian hàng gây quỹ", "cho em hỏi" })
        {
            after.ShouldNotContain(trace);
        }

        var receipt = (await bot.Get<Erasure>().ReceiptsAsync(10)).ShouldHaveSingleItem();
        receipt.Cause.ShouldBe(ErasureCause.Withdrawn);
        receipt.Remaining.ShouldBe(0);
        receipt.Removed.Keys.ShouldContain("cases");
        receipt.Removed.Keys.ShouldContain("quarantine");
        JsonSerializer.Serialize(receipt).ShouldNotContain("7000000");

        var call = bot.Zalo.Calls.To(EraseAtPlatform).ShouldHaveSingleItem();
        ((string?)call.Json?["user_id"]).ShouldBe(The.Member);

        // Noted, and counted once more for what the sweep found: whoever read before it may not write after it.
        ((long)await bot.Store.Database.StringGetAsync(bot.Store.Keys.ErasureEpoch)).ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task What_the_platform_does_not_erase_is_told_to_the_administrators_without_naming_the_person()
    {
        await using var bot = await BusyBotAsync(StoreKind.Embedded);
        bot.Zalo.Faults.Error(-223, EraseAtPlatform, times: 9);
        await bot.Zalo.Acts.WithdrawAsync(The.Member);
        await bot.SettledAsync();

        (await bot.Get<AdministratorNotices>().RecentAsync()).Keys.ShouldContain(cause => cause.StartsWith("erasure:"));
        (await StoreText.ReadAsync(bot.Store)).ShouldNotContain(The.Member);
    }

    [Fact]
    public async Task Of_whom_the_platform_knows_nothing_there_is_nothing_to_tell()
    {
        await using var bot = await BusyBotAsync(StoreKind.Embedded);
        bot.Zalo.Faults.Error(-213, EraseAtPlatform, times: 9);
        await bot.Zalo.Acts.WithdrawAsync(The.Member);
        await bot.SettledAsync();

        (await bot.Get<AdministratorNotices>().RecentAsync()).Keys.ShouldNotContain(cause => cause.StartsWith("erasure:"));
    }

    [Fact]
    public async Task Who_only_follows_and_withdraws_by_the_id_within_the_app_is_found_in_the_groups()
    {
        await using var bot = await Bot.StartAsync();
        await bot.Zalo.Acts.FollowAsync(The.OtherMember);
        await bot.SettledAsync();
        (await StoreText.ReadAsync(bot.Store)).ShouldContain(The.OtherMember);
        await bot.Zalo.Acts.WithdrawAsync(The.OtherMember, linked: false);
        await bot.SettledAsync();
        (await StoreText.ReadAsync(bot.Store)).ShouldNotContain(The.OtherMember);
    }

    [Fact]
    public async Task Others_keep_what_is_theirs()
    {
        await using var bot = await BusyBotAsync(StoreKind.Embedded);
        await bot.Zalo.Acts.WithdrawAsync(The.Member);
        await bot.SettledAsync();

        (await bot.CasesAsync()).Select(record => record.UserId).Distinct().ShouldBe([The.OtherMember]);
        var memory = (string)(await bot.Store.Database.StringGetAsync(bot.Store.Keys.GroupMemory(The.Group)))!;
        memory.ShouldContain("quần áo giá sỉ");
        memory.ShouldContain("nhắc mọi người giúp", customMessage: "whoever mentioned the person keeps the message, without the id");
        (await bot.Store.Database.HashExistsAsync(bot.Store.Keys.Members(The.Group), The.OtherMember)).ShouldBeTrue();
    }

    [Fact]
    public async Task What_the_person_writes_later_is_neither_judged_nor_kept_until_they_consent_again()
    {
        await using var bot = await BusyBotAsync(StoreKind.Embedded);
        await bot.Zalo.Acts.WithdrawAsync(The.Member);
        await bot.SettledAsync();
        var said = bot.SaidIn(The.Group).Count;

        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.Zalo.Acts.WritePrivatelyAsync(The.Member, "em muốn hỏi thêm");
        await bot.Zalo.Acts.SayAsync(The.Group, The.OtherMember, $"[@{The.Member}] họp lúc mấy giờ ạ?");
        await bot.SettledAsync();
        bot.SaidIn(The.Group).Count.ShouldBe(said);
        var after = await StoreText.ReadAsync(bot.Store);
        after.ShouldNotContain(The.Member);
        after.ShouldNotContain(ByApp);
        after.ShouldNotContain("mỹ phẩm");
        after.ShouldContain("họp lúc mấy giờ");

        await bot.Get<ErasedPeople>().ReadmitAsync([The.Member, ByApp]);
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.SettledAsync();
        bot.SaidIn(The.Group).Count.ShouldBe(said + 1);
    }

    [Fact]
    public async Task Of_several_who_join_only_the_erased_one_is_passed_over()
    {
        await using var bot = await BusyBotAsync(StoreKind.Embedded);
        await bot.Zalo.Acts.WithdrawAsync(The.Member);
        await bot.SettledAsync();

        var body = Encoding.UTF8.GetBytes($$"""
            {"event_name":"user_join_group","app_id":"1234567890123456789","oa_id":"4000000000000000001","group_id":"{{The.QuietGroup}}","users":[{"id":"{{The.Member}}"},{"id":"{{The.Stranger}}"}],"timestamp":"{{bot.Clock.GetUtcNow().ToUnixTimeMilliseconds()}}"}
            """);
        await bot.PostAsync(body, Some.SignatureOf(body));
        await bot.SettledAsync();
        (await bot.Store.Database.HashExistsAsync(bot.Store.Keys.Members(The.QuietGroup), The.Stranger)).ShouldBeTrue();
        (await bot.Store.Database.HashExistsAsync(bot.Store.Keys.Members(The.QuietGroup), The.Member)).ShouldBeFalse();
    }

    [Fact]
    public async Task The_files_of_the_embedded_store_are_written_anew()
    {
        var bot = await BusyBotAsync(StoreKind.Embedded);
        await using (bot)
        {
            await bot.Zalo.Acts.WithdrawAsync(The.Member);
            await bot.SettledAsync();
            StoreText.FilesWith(bot.DataDirectory, The.Member, "mỹ phẩm").ShouldNotBeEmpty("a log holds on to what was deleted");

            var rewriting = bot.Get<StoreRewriting>();
            rewriting.IsDue.ShouldBeTrue();
            while (rewriting.IsDue)
            {
                var next = bot.Get<ZaloBot.Storage.Pulse>().Next;
                bot.Clock.Advance(StoreRewriting.Calm);
                await next.WaitAsync(TimeSpan.FromMinutes(2));
            }

            StoreText.FilesWith(bot.DataDirectory, The.Member, ByApp, "mỹ phẩm").ShouldBeEmpty();
            (await bot.Store.AnswersAsync()).ShouldBeTrue();
            var others = (await bot.CasesAsync()).Count;
            others.ShouldBeGreaterThan(0, "what others have is in the fresh files");

            await bot.Zalo.Acts.SayAsync(The.Group, The.OtherMember, The.Advertisement);
            await bot.SettledAsync();
            (await bot.CasesAsync()).Count.ShouldBe(others + 1, "the bot works on");
            await bot.RestartAsync();
            (await bot.CasesAsync()).Count.ShouldBe(others + 1, "also after a restart");
        }
    }

    [Fact]
    public async Task The_log_of_a_Redis_server_is_written_anew()
    {
        await using var bot = await BusyBotAsync(StoreKind.Redis);

        // Commands as they are: a preamble packs words and writes an id as a number, and would hide both.
        await bot.Redis.ExecuteAsync("CONFIG", "SET", "aof-use-rdb-preamble", "no");
        await bot.Redis.PersistenceShowsAsync("aof_buffer_length:0");
        StoreText.FilesWith(bot.Redis.Folder, The.Member, ByApp, "mỹ phẩm").Count.ShouldBe(3, "the test would prove nothing");

        await bot.Zalo.Acts.WithdrawAsync(The.Member);
        await bot.SettledAsync();
        await IsRewrittenAsync(bot);
        StoreText.FilesWith(bot.Redis.Folder, The.Member, ByApp, "mỹ phẩm", "gian hàng gây quỹ", "cho em hỏi").ShouldBeEmpty();

        var others = (await bot.CasesAsync()).Count;
        others.ShouldBeGreaterThan(0);
        await bot.Redis.KillAsync();
        await bot.Redis.RestartAsync();
        (await bot.Store.AnswersAsync()).ShouldBeTrue();
        (await bot.CasesAsync()).Count.ShouldBe(others, "what others have is in the fresh files");
    }

    [Fact]
    public async Task A_Redis_server_that_is_writing_its_log_already_is_asked_again()
    {
        await using var bot = await BusyBotAsync(StoreKind.Redis);
        await bot.Redis.ExecuteAsync("CONFIG", "SET", "aof-use-rdb-preamble", "no");

        // So slowly that it goes on until it is ended.
        await bot.Redis.ExecuteAsync("CONFIG", "SET", "rdb-key-save-delay", "10000000");
        await bot.Redis.ExecuteAsync("BGREWRITEAOF");
        await bot.Redis.PersistenceShowsAsync("aof_rewrite_in_progress:1");
        await bot.Zalo.Acts.WithdrawAsync(The.Member);
        await bot.SettledAsync();
        bot.Get<StoreRewriting>().IsDue.ShouldBeTrue();

        await bot.Redis.ExecuteAsync("CONFIG", "SET", "rdb-key-save-delay", "0");
        await bot.Redis.EndRewritingAsync();
        while (bot.Get<StoreRewriting>().IsDue)
        {
            var next = bot.Get<ZaloBot.Storage.Pulse>().Next;
            bot.Clock.Advance(StoreRewriting.Calm);
            await next.WaitAsync(TimeSpan.FromMinutes(2));
        }

        await IsRewrittenAsync(bot);
        StoreText.FilesWith(bot.Redis.Folder, The.Member, ByApp, "mỹ phẩm").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Redis)]
    public async Task Nothing_is_left_of_questions_about_a_person_nor_of_their_answers(StoreKind on)
    {
        await using var bot = await Bot.StartAsync(
            same => same with
            {
                Groups = [same.Groups[0] with { Leaders = [The.Leader, SampleWorld.DeputySecretary] }, .. same.Groups.Skip(1)],
                Learning = new LearningOptions { FewestWrong = 1 },
            },
            on,
            new FixedOpinion("gian hàng", 0.45f));
        bot.Zalo.World.Set(bot.Zalo.World.Person(SampleWorld.DeputySecretary) with { LastInteraction = bot.Clock.GetUtcNow().AddDays(-8) });
        foreach (var (text, answer) in new[] { ("Gian hàng cuối tuần mở tiếp, ai rảnh thì ghé", "sai"), ("Bên gian hàng còn mấy cái áo nè mọi người", ""), ("Chú Bảy vừa dọn lại gian hàng đẹp lắm luôn", "sai") })
        {
            bot.Clock.Advance(TimeSpan.FromMinutes(20));
            await bot.Zalo.Acts.SayAsync(The.Group, The.Member, text);
            await bot.SettledAsync();
            await bot.SayAsync(The.Leader, $"{answer} {(await bot.CasesAsync())[0].Case}");
        }

        (await bot.CasesAsync()).ShouldAllBe(found => found.HeldBack == HeldBack.Asked);
        (await bot.Get<LessonBook>().CurrentAsync()).NotAskedUntil(The.Group, RuleName.Advertising).ShouldNotBeNull();
        (await bot.Get<HealthProbe>().WaitingAlertsAsync()).ShouldBe((1, 1));
        (await StoreText.ReadAsync(bot.Store)).ShouldContain("mấy cái áo");

        await bot.Zalo.Acts.WithdrawAsync(The.Member);
        await bot.SettledAsync();
        var after = await StoreText.ReadAsync(bot.Store);
        foreach (var trace in new[] { The.Member, ByApp, "Gian hàng", "gian hàng" })
        {
            after.ShouldNotContain(trace);
        }

        (await bot.Get<Erasure>().ReceiptsAsync(10)).ShouldHaveSingleItem().Remaining.ShouldBe(0);
        (await bot.Get<HealthProbe>().WaitingAlertsAsync()).ShouldBe((0, 0));
        (await bot.Get<LessonBook>().CurrentAsync()).Rules.ShouldBeEmpty("what was counted goes with what it was counted of");

        var asked = bot.Store.Keys.QuestionAllowance(The.Leader, DateOnly.FromDateTime(The.Morning.Date));
        (await bot.Store.Database.KeyExistsAsync(asked)).ShouldBeTrue();
        (await bot.Get<Erasure>().EraseAsync(The.Leader, ErasureCause.Command)).ShouldNotBeNull().Removed.Keys.ShouldContain("leader questions");
        (await bot.Store.Database.KeyExistsAsync(asked)).ShouldBeFalse();
    }

    [Fact]
    public async Task Nothing_is_left_of_who_waits_for_approval_while_a_leader_is_asked()
    {
        // Time passes after the erasure; the embedded store would be away for a moment meanwhile, to write its files anew.
        await using var bot = await Bot.StartAsync(Office.With(membership: Office.Membership with { RequestsWithin = TimeSpan.FromHours(4) }), StoreKind.Redis);
        await bot.Zalo.Acts.RequestToJoinAsync(The.Group, Office.Stranger);
        await bot.SettledAsync();
        var number = bot.NumberToldTo(Office.Leader);
        (await bot.ConsentAsync(Office.Stranger)).IsOpen.ShouldBeTrue();
        (await bot.Store.Database.HashExistsAsync(bot.Store.Keys.Pending(The.Group), Office.Stranger)).ShouldBeTrue();
        (await bot.Get<AgendaStore>().AllAsync()).ShouldContain(item => item.UserId == Office.Stranger);

        await bot.Zalo.Acts.WithdrawAsync(Office.Stranger);
        await bot.SettledAsync();
        (await StoreText.ReadAsync(bot.Store)).ShouldNotContain(Office.Stranger);
        (await bot.Get<AgendaStore>().AllAsync()).ShouldNotContain(item => item.Number == number);
        (await bot.Get<ConsentBook>().AllAsync()).ShouldBeEmpty();

        // Who never wrote is known by one id only, so each of the two that the event names has its own receipt.
        var receipts = await bot.Get<Erasure>().ReceiptsAsync(10);
        receipts.ShouldAllBe(receipt => receipt.Remaining == 0);
        var removed = receipts.SelectMany(receipt => receipt.Removed.Keys).ToList();
        foreach (var kind in new[] { "consents", "group pending", "agenda items" })
        {
            removed.ShouldContain(kind);
        }

        // The leader answers all the same, and the time to answer runs out.
        await bot.SayAsync(Office.Leader, $"đồng ý {number}");
        await bot.PassTimeAsync(TimeSpan.FromHours(5));
        (await StoreText.ReadAsync(bot.Store)).ShouldNotContain(Office.Stranger);
        bot.IsIn(Office.Stranger).ShouldBeFalse();
        bot.Zalo.World.Group(The.Group).Pending.ShouldContain(Office.Stranger, "the bot no longer has anything to do with them");

        // A bare number is all that was left of the question, until the store is tidied.
        await bot.Get<ConsentBook>().TrimAsync(bot.Clock.GetUtcNow(), TimeSpan.FromDays(90));
        (await bot.Store.Database.SetLengthAsync(bot.Store.Keys.OpenConsents)).ShouldBe(0);
    }

    private static Task IsRewrittenAsync(Bot bot) =>
        bot.Redis.PersistenceShowsAsync("aof_rewrite_scheduled:0", "aof_rewrite_in_progress:0", "aof_last_bgrewrite_status:ok", "aof_buffer_length:0");

    // A person who did everything: broke a rule, appealed, wrote in private, was mentioned, sent something unusable.
    private static async Task<Bot> BusyBotAsync(StoreKind on)
    {
        var bot = await Bot.StartAsync(TellAtOnce, on);
        bot.Clock.Advance(TimeSpan.FromDays(14));
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.SettledAsync();
        await bot.Zalo.Acts.WritePrivatelyAsync(The.Member, $"Mã {(await bot.CasesAsync())[0].Case}: đây là gian hàng gây quỹ");
        await bot.Zalo.Acts.SayAsync(The.Group, The.OtherMember, The.OtherAdvertisement);
        await bot.Zalo.Acts.SayAsync(The.Group, The.OtherMember, Mention);
        await bot.SettledAsync();
        var unusable = Encoding.UTF8.GetBytes($$$"""{"event_name":"user_send_group_text","app_id":"1234567890123456789","sender":{"id":"{{{The.Member}}}"},"message":{"text":"cho em hỏi"},"timestamp":"1790000000123"}""");
        await bot.PostAsync(unusable, Some.SignatureOf(unusable));
        await bot.SettledAsync();
        (await bot.Get<Quarantine>().ReadAsync(10)).ShouldHaveSingleItem();
        return bot;
    }
}
