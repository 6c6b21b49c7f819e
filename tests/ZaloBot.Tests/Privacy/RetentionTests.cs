using System.Text;
using System.Text.Json;
using Shouldly;
using StackExchange.Redis;
using Xunit;
using ZaloBot.Groups;
using ZaloBot.Learning;
using ZaloBot.Membership;
using ZaloBot.Outbox;
using ZaloBot.People;
using ZaloBot.Privacy;
using ZaloBot.Rules;
using ZaloBot.Settings;
using ZaloBot.Tests.Infrastructure;
using ZaloBot.Tests.Membership;

namespace ZaloBot.Tests.Privacy;

/// <summary>Everything about people ends by itself, at the time the settings give it.</summary>
public sealed class RetentionTests
{
    // What has no life of its own in the store, is written on a busy day, and who lets go of it.
    private static readonly string[] Books =
    [
        "names", "group members", "group deputies", "group roster", "group pending", "groups compared", // while people are in a group: Retention, the comparison
        "groups undeclared", "people links",                                    // until erased
        "group authorised", "group asked", "consents",                          // while they hold, then by age: Housekeeping
        "people codes", "cases", "findings", "lessons", "quarantine", "outbox receipts", // by age: Housekeeping, Retention
        "consents open", "agenda items", "agenda due", "leaders waiting",       // until done
    ];

    // The same, but gone again when all is still, or about nobody.
    private static readonly string[] Passing =
    [
        "lane inbox", "lane turn", "outbox items", "outbox urgent", "outbox routine", // until done
        "names strangers", "group copy", "groups compared-at", "groups drift-reported", "groups left",
        "token", "admin-key", "admin noticed", "data-version", "last-event", "workers", "erased", "erased epoch", "erased receipts", "lessons version", "lessons restored",
    ];

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Redis)]
    public async Task Every_key_about_people_ends_by_itself(StoreKind on)
    {
        await using var bot = await Bot.StartAsync(
            same => same with
            {
                Warnings = same.Warnings with { Ladder = [new LadderStep { Breach = 1, Action = LadderAction.Remind, TellLeader = true }] },
                Organisation = same.Organisation with { Deputies = [Office.Leader] },
                Groups = [same.Groups[0] with { Leaders = [The.Leader, Office.Leader] }, .. same.Groups.Skip(1)],
            },
            on);
        await BusyDayAsync(bot);

        var (database, keys, retention) = (bot.Store.Database, bot.Store.Keys, bot.Settings.Current.Retention);
        var kept = new HashSet<string>();
        await foreach (var key in bot.Store.KeysAsync())
        {
            var kind = string.Join(' ', key.ToString()[keys.Prefix.Length..].Split(':').Where(part => part.All(letter => char.IsAsciiLetterLower(letter) || letter == '-')));
            kept.Add(kind);
            (await database.KeyTimeToLiveAsync(key) is not null || Books.Contains(kind) || Passing.Contains(kind)).ShouldBeTrue($"{key} would be kept for ever");
        }

        Books.Except(kept).ShouldBeEmpty("of what was never written the test would prove nothing");
        foreach (var entry in new[] { "finding text", "group ladder", "group memory", "leader inbox", "person-by-app", "done m", "leader alerts", "group pace" })
        {
            kept.ShouldContain(entry);
        }

        var number = (await bot.CasesAsync()).Last(found => found.UserId == The.Member).Case;
        await EndsWithinAsync(keys.FindingText(number), retention.MessageText);
        await EndsWithinAsync(keys.GroupMemory(The.Group), retention.Context);
        await EndsWithinAsync(keys.PersonByApp("8000000000000000004"), retention.Contacts);
        await EndsWithinAsync(keys.LeaderInbox(The.Leader), bot.Settings.Current.Alerts.ExpireAfter);
        await EndsWithinAsync(keys.Ladder(The.Group, The.Member), bot.Settings.Current.Warnings.FadeAfter);

        async Task EndsWithinAsync(RedisKey key, TimeSpan longest)
        {
            var life = (await database.KeyTimeToLiveAsync(key)).ShouldNotBeNull(key.ToString());
            life.ShouldBeLessThanOrEqualTo(longest);
            life.ShouldBeGreaterThan(longest - TimeSpan.FromMinutes(10));
        }
    }

    [Fact]
    public async Task Lists_and_books_are_tidied_at_the_age_the_settings_give()
    {
        await using var bot = await Bot.StartAsync(same => same with { Retention = same.Retention with { Receipts = TimeSpan.FromDays(2), Departed = TimeSpan.FromDays(3) } });
        var (database, keys) = (bot.Store.Database, bot.Store.Keys);
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.SettledAsync();
        (await bot.Get<OutboxStore>().ReceiptsAsync(10)).ShouldNotBeEmpty();
        await database.HashSetAsync(keys.Names, [new("7000000000000000077", "Người Đã Rời"), new(The.OtherMember, "Người Còn Đây")]);
        await database.HashSetAsync(keys.Members(The.QuietGroup), "7000000000000000077", State(isIn: false));
        await database.HashSetAsync(keys.Members(The.QuietGroup), The.OtherMember, State(isIn: false));
        await database.HashSetAsync(keys.Members(The.Group), The.OtherMember, State(isIn: true));

        await bot.Get<Retention>().EnforceAsync();
        (await database.HashExistsAsync(keys.Members(The.QuietGroup), "7000000000000000077")).ShouldBeTrue("not yet");

        bot.Clock.Advance(TimeSpan.FromDays(4));
        await bot.Get<Retention>().EnforceAsync();
        (await bot.Get<OutboxStore>().ReceiptsAsync(10)).ShouldBeEmpty();
        (await database.HashExistsAsync(keys.Members(The.QuietGroup), "7000000000000000077")).ShouldBeFalse();
        (await database.HashExistsAsync(keys.Names, "7000000000000000077")).ShouldBeFalse();
        (await database.HashExistsAsync(keys.Members(The.QuietGroup), The.OtherMember)).ShouldBeFalse();
        (await database.HashExistsAsync(keys.Names, The.OtherMember)).ShouldBeTrue("still in another group");
    }

    [Fact]
    public async Task The_name_of_somebody_who_was_refused_goes_like_that_of_somebody_who_left()
    {
        const string Refused = "7000000000000000077";
        await using var bot = await Bot.StartAsync(same => same with { Retention = same.Retention with { Departed = TimeSpan.FromDays(3) } });
        var (database, keys) = (bot.Store.Database, bot.Store.Keys);
        await RememberAsync();
        await PassAsync(TimeSpan.Zero);
        (await database.HashExistsAsync(keys.NamesOfStrangers, Refused)).ShouldBeTrue();
        await PassAsync(TimeSpan.FromDays(2));
        (await database.HashExistsAsync(keys.Names, Refused)).ShouldBeTrue("not yet");

        // Seen anew, its time begins anew.
        await RememberAsync();
        await PassAsync(TimeSpan.Zero);
        await PassAsync(TimeSpan.FromDays(2));
        (await database.HashExistsAsync(keys.Names, Refused)).ShouldBeTrue("not yet");

        await PassAsync(TimeSpan.FromDays(2));
        (await database.HashExistsAsync(keys.Names, Refused)).ShouldBeFalse();
        (await database.HashExistsAsync(keys.NamesOfStrangers, Refused)).ShouldBeFalse();

        Task RememberAsync() => bot.Get<NameBook>().RememberAsync([KeyValuePair.Create(Refused, "Người Hỏi Vào")]);

        async Task PassAsync(TimeSpan passed)
        {
            bot.Clock.Advance(passed);
            await bot.Get<Retention>().EnforceAsync();
        }
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Redis)]
    public async Task The_books_of_a_group_that_is_taken_out_of_the_settings_go_as_if_everybody_had_left(StoreKind on)
    {
        await using var bot = await Bot.StartAsync(same => same with { Retention = same.Retention with { Departed = TimeSpan.FromDays(3) } }, on);
        var (database, keys, declared) = (bot.Store.Database, bot.Store.Keys, bot.Settings.Snapshot);
        RedisKey[] books = [keys.Members(The.Group), keys.Deputies(The.Group), keys.Roster(The.Group), keys.Pending(The.Group), keys.GroupCopy(The.Group)];
        await bot.Zalo.Acts.MakeDeputyAsync(The.Group, The.Member);
        await bot.Zalo.Acts.RequestToJoinAsync(The.Group, The.Stranger);
        await bot.ComparedAsync();
        (await AllThereAsync()).ShouldBeTrue("the test would prove nothing");

        // Taken out and declared again before its time, it loses nothing.
        await TakeOutAsync();
        await PassAsync(TimeSpan.FromDays(2));
        bot.Settings.Replace(declared);
        await PassAsync(TimeSpan.Zero);
        await TakeOutAsync();
        await PassAsync(TimeSpan.FromDays(2));
        (await AllThereAsync()).ShouldBeTrue("not yet");

        await PassAsync(TimeSpan.FromDays(2));
        (await database.KeyExistsAsync(books)).ShouldBe(0);
        (await database.HashGetAsync(keys.Names, [The.Member, The.Stranger])).ShouldAllBe(name => name.IsNull);
        (await database.HashExistsAsync(keys.Names, The.OtherMember)).ShouldBeTrue("still in another group");
        (await database.HashExistsAsync(keys.Members(The.QuietGroup), The.OtherMember)).ShouldBeTrue();
        (await database.KeyExistsAsync(keys.GroupsLeft)).ShouldBeFalse();

        // Should it come back, those who are in it are no newcomers.
        var told = bot.ToldTo(The.Leader).Count;
        bot.Settings.Replace(declared);
        await bot.ComparedAsync();
        (await bot.MemberAsync(The.Member)).Source.ShouldBe(MemberSource.Baseline);
        bot.ToldTo(The.Leader).Skip(told).ShouldHaveSingleItem("who still waits is asked about anew").ShouldContain("đang chờ được duyệt");

        async Task TakeOutAsync()
        {
            bot.Settings.Replace(declared with { Settings = declared.Settings with { Groups = [.. declared.Settings.Groups.Where(group => group.Id != The.Group)] } });
            await bot.Get<Retention>().EnforceAsync();
        }

        async Task PassAsync(TimeSpan time)
        {
            bot.Clock.Advance(time);
            await bot.Get<Retention>().EnforceAsync();
            await bot.SettledAsync();
        }

        async Task<bool> AllThereAsync() =>
            await database.KeyExistsAsync(books) == books.Length && (await database.HashGetAsync(keys.Names, [The.Member, The.Stranger])).All(name => !name.IsNull);
    }

    [Fact]
    public async Task One_time_codes_that_nobody_used_go()
    {
        await using var bot = await Bot.StartAsync();
        await LinkCodes.MakeAsync(bot.Store, new ZaloBot.Settings.Person("", "Người Chưa Nối", "Chi đoàn Thử", [], 3), bot.Clock.GetUtcNow());
        bot.Clock.Advance(LinkCodes.Lifetime);
        await bot.Get<Retention>().EnforceAsync();
        (await bot.Store.Database.HashLengthAsync(bot.Store.Keys.LinkCodes)).ShouldBe(1, "who writes it now is told that it is too old");
        bot.Clock.Advance(TimeSpan.FromDays(7));
        await bot.Get<Retention>().EnforceAsync();
        (await bot.Store.Database.HashLengthAsync(bot.Store.Keys.LinkCodes)).ShouldBe(0);
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Redis)]
    public async Task What_comes_of_a_question_ends_by_itself_and_a_pause_with_the_answers_it_stands_on(StoreKind on)
    {
        await using var bot = await Bot.StartAsync(
            same => same with { Retention = same.Retention with { Cases = TimeSpan.FromDays(2) }, Learning = new LearningOptions { FewestWrong = 1 } }, on, new FixedOpinion("gian hàng", 0.45f));
        foreach (var text in new[] { "Gian hàng cuối tuần mở tiếp, ai rảnh thì ghé", "Bên gian hàng còn mấy cái áo nè mọi người" })
        {
            bot.Clock.Advance(TimeSpan.FromMinutes(20));
            await bot.Zalo.Acts.SayAsync(The.Group, The.Member, text);
            await bot.SettledAsync();
            await bot.SayAsync(The.Leader, $"sai {(await bot.CasesAsync())[0].Case}");
        }

        var asked = bot.Store.Keys.QuestionAllowance(The.Leader, DateOnly.FromDateTime(The.Morning.Date));
        ((int)await bot.Store.Database.StringGetAsync(asked)).ShouldBe(2);
        (await bot.Store.Database.KeyTimeToLiveAsync(asked)).ShouldNotBeNull().ShouldBeLessThanOrEqualTo(TimeSpan.FromDays(2));
        (await LessonsAsync()).NotAskedUntil(The.Group, RuleName.Advertising).ShouldNotBeNull();

        bot.Clock.Advance(TimeSpan.FromDays(3));
        await bot.Get<Retention>().EnforceAsync();
        (await LessonsAsync()).Rules.ShouldBeEmpty();
        (await LessonsAsync()).NotAskedUntil(The.Group, RuleName.Advertising).ShouldBeNull();

        async Task<Lessons> LessonsAsync() => await bot.Get<LessonBook>().CurrentAsync();
    }

    // One of everything that is written about people, while a leader has not written to the OA for long.
    private static async Task BusyDayAsync(Bot bot)
    {
        const string Asking = "7000000000000000098";
        bot.Zalo.World.Set(bot.Zalo.World.Person(The.Stranger) with { Id = Asking, Name = "Người Xin Vào" });
        ZaloBot.Settings.Person linked = new("", "Người Được Nối", "Chi đoàn Thử", [], 3), waiting = new("", "Người Chưa Nối", "Chi đoàn Thử", [], 4);
        bot.Settings.Replace(bot.Settings.Snapshot with { People = new PeopleDirectory([.. The.People.All, linked, waiting]) });
        bot.Clock.Advance(TimeSpan.FromDays(14));
        await bot.SettledAsync();

        await bot.Zalo.Acts.SayAsync(The.Group, The.OtherMember, The.OtherAdvertisement);
        await bot.SettledAsync();
        await bot.SayAsync(Office.Leader, $"sai {(await bot.CasesAsync()).Single().Case}");
        bot.Clock.Advance(TimeSpan.FromHours(1));
        await bot.Zalo.Acts.SayAsync(The.Group, The.Member, The.Advertisement);
        await bot.SettledAsync();
        await bot.Zalo.Acts.AddMemberAsync(The.Group, The.Stranger);
        await bot.Zalo.Acts.RequestToJoinAsync(The.Group, Asking);
        await bot.Zalo.Acts.MakeDeputyAsync(The.Group, The.Member);
        await bot.SettledAsync();
        await bot.SayAsync(Office.Leader, $"thêm {Office.Insider} vào Đoàn Khối mẫu: đủ thành phần");

        await LinkCodes.MakeAsync(bot.Store, waiting, bot.Clock.GetUtcNow());
        await bot.SayAsync(The.OtherMember, await LinkCodes.MakeAsync(bot.Store, linked, bot.Clock.GetUtcNow()));
        await bot.PostSignedAsync(Some.GroupText(The.UndeclaredGroup, The.Member, "Chào cả nhà", timestamp: bot.Clock.GetUtcNow().ToUnixTimeMilliseconds()));
        await bot.PostSignedAsync(Encoding.UTF8.GetBytes($$$"""{"event_name":"user_send_group_text","app_id":"1234567890123456789","sender":{"id":"{{{The.Member}}}"},"message":{"text":"cho em hỏi"},"timestamp":"1790000000123"}"""));
    }

    private static byte[] State(bool isIn) =>
        JsonSerializer.SerializeToUtf8Bytes(new { @in = isIn, since = The.Morning, source = nameof(MemberSource.Event) });
}
