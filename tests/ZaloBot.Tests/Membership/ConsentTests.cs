using Shouldly;
using Xunit;
using ZaloBot.Membership.Consents;
using ZaloBot.Rules.Membership;
using ZaloBot.Settings;
using ZaloBot.Tests.Infrastructure;

namespace ZaloBot.Tests.Membership;

/// <summary>Who may let whom in, and the record of it.</summary>
public sealed class ConsentTests
{
    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Redis)]
    public async Task A_leader_asks_the_secretary_consents_and_the_joining_uses_it(StoreKind on)
    {
        await using var bot = await Bot.StartAsync(Office.With(), on);
        await bot.SayAsync(Office.Leader, $"Thêm {Office.Stranger} vào Đoàn Khối mẫu: hỗ trợ âm thanh hội nghị");
        bot.ToldTo(Office.Leader).ShouldHaveSingleItem().ShouldContain("trình Bí thư");
        var asked = bot.ToldTo(Office.Secretary).ShouldHaveSingleItem();
        asked.ShouldContain("hỗ trợ âm thanh hội nghị");

        await bot.SayAsync(Office.Secretary, "đồng ý");
        bot.ToldTo(Office.Secretary)[^1].ShouldContain("đã được đồng ý");
        bot.ToldTo(Office.Leader)[^1].ShouldContain("đã được đồng ý");

        await bot.JoinsAsync(Office.Stranger);
        bot.SaidIn(The.Group).ShouldBeEmpty("who was consented to is no case");
        (await bot.CasesAsync()).ShouldBeEmpty();
        var consent = await bot.ConsentAsync(Office.Stranger);
        consent.UsedAt.ShouldNotBeNull();
        consent.Acts().ShouldBe([ConsentAct.Asked, ConsentAct.PutToSecretary, ConsentAct.Granted, ConsentAct.Used]);
        consent.Steps[2].By.ShouldBe(Office.Secretary);
        (await bot.MemberAsync(Office.Stranger)).Ground.ShouldBe(Placement.Authorised);
        (await bot.MemberAsync(Office.Stranger)).Consent.ShouldBe(consent.Number);
    }

    [Fact]
    public async Task Inside_the_composition_the_leader_suffices()
    {
        await using var bot = await Bot.StartAsync(Office.With());
        await bot.SayAsync(Office.Leader, "them kim van thi diem vao doan khoi mau");
        bot.ToldTo(Office.Leader).ShouldHaveSingleItem().ShouldContain("đã được đồng ý");
        bot.ToldTo(Office.Secretary).ShouldBeEmpty();
        (await bot.ConsentAsync(Office.Insider)).Stage.ShouldBe(ConsentStage.Granted);
    }

    [Fact]
    public async Task The_secretarys_own_act_is_consent()
    {
        await using var bot = await Bot.StartAsync(Office.With());
        await bot.SayAsync(Office.Secretary, $"thêm {Office.Stranger} vào Đoàn Khối mẫu: khách mời");
        var consent = await bot.ConsentAsync(Office.Stranger);
        consent.Stage.ShouldBe(ConsentStage.Granted);
        consent.Steps[^1].By.ShouldBe(Office.Secretary);
    }

    [Fact]
    public async Task Nobody_consents_to_what_he_asked_for_nor_to_himself()
    {
        // The leader is also named to consent in the secretary's place, which does not help him with his own request.
        await using var bot = await Bot.StartAsync(same => Office.With()(same) with
        {
            Organisation = same.Organisation with { Deputies = [Office.Leader] },
        });
        await bot.SayAsync(Office.Leader, $"thêm {Office.Stranger} vào Đoàn Khối mẫu");
        var number = bot.NumberToldTo(Office.Secretary);
        await bot.SayAsync(Office.Leader, $"đồng ý {number}");
        (await bot.ConsentAsync(Office.Stranger)).Stage.ShouldBe(ConsentStage.Secretary);

        await bot.SayAsync(Office.Leader, $"thêm {Office.Leader} vào Đoàn Khối mẫu");
        bot.ToldTo(Office.Leader)[^1].ShouldContain("tự đồng ý cho chính mình");

        await bot.SayAsync(Office.Secretary, $"dong y {number}");
        (await bot.ConsentAsync(Office.Stranger)).Stage.ShouldBe(ConsentStage.Granted);
    }

    [Fact]
    public async Task A_deputy_of_the_secretary_consents_to_what_another_asked_for()
    {
        await using var bot = await Bot.StartAsync(same => Office.With()(same) with
        {
            Organisation = same.Organisation with { Deputies = ["7000000000000000003"] },
        });
        await bot.SayAsync(Office.Leader, $"thêm {Office.Stranger} vào Đoàn Khối mẫu");
        var number = bot.NumberToldTo(Office.Secretary);
        await bot.SayAsync("7000000000000000003", $"đồng ý {number}");
        (await bot.ConsentAsync(Office.Stranger)).Steps[^1].By.ShouldBe("7000000000000000003");
    }

    [Fact]
    public async Task Others_answers_change_nothing()
    {
        await using var bot = await Bot.StartAsync(Office.With());
        await bot.SayAsync(Office.Leader, $"thêm {Office.Stranger} vào Đoàn Khối mẫu");
        var number = bot.NumberToldTo(Office.Secretary);
        foreach (var other in new[] { The.Member, Office.Stranger, The.Administrator })
        {
            await bot.SayAsync(other, $"đồng ý {number}");
            (await bot.ConsentAsync(Office.Stranger)).Stage.ShouldBe(ConsentStage.Secretary);
        }
    }

    [Fact]
    public async Task Two_answers_at_once_give_one_result()
    {
        await using var bot = await Bot.StartAsync(same => Office.With()(same) with
        {
            Organisation = same.Organisation with { Deputies = ["7000000000000000003"] },
        });
        await bot.SayAsync(Office.Leader, $"thêm {Office.Stranger} vào Đoàn Khối mẫu");
        var number = bot.NumberToldTo(Office.Secretary);
        await Task.WhenAll(
            bot.Zalo.Acts.WritePrivatelyAsync(Office.Secretary, $"đồng ý {number}"),
            bot.Zalo.Acts.WritePrivatelyAsync("7000000000000000003", $"từ chối {number}"));
        await bot.SettledAsync();

        var consent = await bot.ConsentAsync(Office.Stranger);
        consent.Acts().Count(act => act is ConsentAct.Granted or ConsentAct.Refused).ShouldBe(1);
        consent.Stage.ShouldBeOneOf(ConsentStage.Granted, ConsentStage.Refused);
        bot.ToldTo(Office.Secretary).Concat(bot.ToldTo("7000000000000000003")).Count(text => text.Contains("trước đó")).ShouldBe(1, "the later one learns that it was decided");
    }

    [Fact]
    public async Task The_same_answer_twice_in_one_batch_counts_once()
    {
        await using var bot = await Bot.StartAsync(Office.With());
        await bot.SayAsync(Office.Leader, $"thêm {Office.Stranger} vào Đoàn Khối mẫu");
        var number = bot.NumberToldTo(Office.Secretary);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => bot.Zalo.Acts.WritePrivatelyAsync(Office.Secretary, $"đồng ý {number}")));
        await bot.SettledAsync();
        (await bot.ConsentAsync(Office.Stranger)).Acts().Count(act => act == ConsentAct.Granted).ShouldBe(1);
        bot.ToldTo(Office.Secretary).Count(text => text.Contains("hiệu lực đến")).ShouldBe(1);
    }

    [Fact]
    public async Task A_withdrawn_consent_acts_at_once()
    {
        await using var bot = await Bot.StartAsync(Office.With());
        await bot.SayAsync(Office.Secretary, $"thêm {Office.Stranger} vào Đoàn Khối mẫu");
        var number = (await bot.ConsentAsync(Office.Stranger)).Number;
        await bot.SayAsync(Office.Secretary, $"rút {number}");
        await bot.JoinsAsync(Office.Stranger);
        bot.SaidIn(The.Group).ShouldHaveSingleItem("nothing lets the person in any more");
    }

    [Fact]
    public async Task A_consent_expires_and_the_leader_is_asked_again()
    {
        await using var bot = await Bot.StartAsync(Office.With(membership: Office.Membership with { ConsentLasts = TimeSpan.FromHours(6) }));
        await bot.SayAsync(Office.Secretary, $"thêm {Office.Stranger} vào Đoàn Khối mẫu");
        await bot.JoinsAsync(Office.Stranger);
        await bot.PassTimeAsync(TimeSpan.FromHours(6.5));
        bot.ToldTo(Office.Leader)[^1].ShouldContain("hết hiệu lực");
        (await bot.Get<ConsentBook>().AllAsync()).Count(consent => consent.Stage == ConsentStage.Expired).ShouldBe(1);
        bot.IsIn(Office.Stranger).ShouldBeTrue("nobody is removed without being asked about");
    }

    [Fact]
    public async Task A_roster_that_changes_while_a_request_is_open_decides_it()
    {
        await using var bot = await Bot.StartAsync(Office.With());
        await bot.SayAsync(Office.Leader, $"thêm {Office.Stranger} vào Đoàn Khối mẫu");
        var number = bot.NumberToldTo(Office.Secretary);
        bot.Settings.Replace(bot.Settings.Snapshot with
        {
            People = new PeopleDirectory([.. The.People.All, new Person(Office.Stranger, "Người Mới", "Chi đoàn D", ["bi-thu-csd"], 3)]),
        });
        await bot.SayAsync(Office.Leader, $"đồng ý {number}");
        (await bot.ConsentAsync(Office.Stranger)).Stage.ShouldBe(ConsentStage.Granted, "by now a leader's word suffices");
    }

    [Fact]
    public async Task The_word_alone_answers_only_when_one_question_is_open()
    {
        await using var bot = await Bot.StartAsync(Office.With());
        await bot.SayAsync(Office.Secretary, "đồng ý");
        bot.ToldTo(Office.Secretary)[^1].ShouldContain("không có việc nào");
        await bot.SayAsync(Office.Leader, $"thêm {Office.Stranger} vào Đoàn Khối mẫu");
        await bot.SayAsync(Office.Leader, "thêm 7000000000000000098 vào Đoàn Khối mẫu");
        await bot.SayAsync(Office.Secretary, "Đồng ý nhé");
        bot.ToldTo(Office.Secretary)[^1].ShouldContain("nhiều việc");
        (await bot.Get<ConsentBook>().AllAsync()).ShouldAllBe(consent => consent.IsOpen);
    }

    [Fact]
    public async Task A_request_nobody_answers_is_closed_and_the_leader_told()
    {
        await using var bot = await Bot.StartAsync(Office.With(membership: Office.Membership with { AnswerWithin = TimeSpan.FromHours(5) }));
        await bot.SayAsync(Office.Leader, $"thêm {Office.Stranger} vào Đoàn Khối mẫu");
        await bot.PassTimeAsync(TimeSpan.FromHours(5.5));
        (await bot.ConsentAsync(Office.Stranger)).Stage.ShouldBe(ConsentStage.Expired);
        bot.ToldTo(Office.Leader)[^1].ShouldContain("quá hạn");
    }
}
