using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;
using ZaloBot.Storage;
using ZaloBot.Tests.Cli;
using ZaloBot.Tests.Infrastructure;
using ZaloBot.Tests.Settings;
using ZaloBot.Webhooks;

namespace ZaloBot.Tests.Privacy;

/// <summary>The commands <c>forget</c> and <c>export</c> on a bot that stands still, with events of the person waiting everywhere.</summary>
public sealed class ForgetCommandTests : IAsyncLifetime
{
    private const string Person = The.Member;
    private const string Other = The.OtherMember;
    private const string Linked = "7000000000000000008";
    private const string Asked = "B2C3D4";

    private readonly SettingsFolder _settings = new();

    private StoreOptions Place => new("4000000000000000001", "", _settings.At("data"));

    public async ValueTask InitializeAsync()
    {
        _settings.Change("""{ "Redis": { "DataDirectory": "data" }, "Zalo": { "OaId": "4000000000000000001" } }""");
        _settings.WritePeople($"UserId,Name,Unit,Positions\n{Person},Trần Thị Thử,Văn phòng,bi-thu\n,Phạm Nối Thử,Chi đoàn B,pho-bi-thu\n,Phạm Nối Thử,Chi đoàn A,bi-thu\n");
        await using var store = await Store.OpenAsync(Place);
        var (database, keys) = (store.Database, store.Keys);
        await database.ListLeftPushAsync(keys.Inbox(3), Waiting(Some.GroupText(The.Group, Person, "chuyen rieng tu")));
        await database.ListLeftPushAsync(keys.Inbox(3), Waiting(Some.GroupText(The.Group, Other, "hop chieu nay")));
        await database.ListLeftPushAsync(keys.Inbox(4), Waiting(Some.GroupText(The.Group, Person, "chuyen rieng tu khac")));
        await database.ListLeftPushAsync(keys.Inbox(4), Waiting(Encoding.UTF8.GetBytes($$"""{"event_name":"user_join_group","group_id":"{{The.Group}}","users":[{"id":"{{Person}}"},{"id":"{{Other}}"}],"timestamp":"1"}""")));
        await database.StringSetAsync(keys.PersonByApp("8000000000000000004"), Person);
        await database.HashSetAsync(keys.Names, [new(Person, "Trần Thị Thử"), new(Other, "Lê Văn Khác")]);
        await database.HashSetAsync(keys.PeopleLinks, Linked, """{"name":"Phạm Nối Thử","unit":"Chi đoàn A","at":"2026-11-01T00:00:00+00:00","by":"code"}""");
        await database.StringSetAsync(keys.Ladder("beef0000000000000000", Person), """{"step":2,"lastAt":"2026-11-01T00:00:00+00:00"}""");
        await database.HashSetAsync(keys.OutboxItems, "K7FQ3X:to:7000000000000000001", """{"id":"K7FQ3X:to:7000000000000000001","case":"K7FQ3X","audience":"Person","to":"7000000000000000001","text":"Trần Thị Thử và Lê Văn Khác vừa vào nhóm","due":"2026-11-24T00:00:00+00:00","expiresAt":"2026-12-24T00:00:00+00:00","about":"7000000000000000005"}""");
        await database.HashSetAsync(keys.Cases, Asked, $$"""{"case":"{{Asked}}","groupId":"{{The.Group}}","userId":"{{Person}}","at":"2026-11-24T00:00:00+00:00","rule":"Personal","category":"personal","score":0.8,"confirmed":0.9,"reasons":[],"decision":"Note","heldBack":"Asked"}""");
        await database.HashSetAsync(keys.Lessons, Asked, $$"""{"case":"{{Asked}}","groupId":"{{The.Group}}","userId":"{{Person}}","rule":"Personal","wasDoubt":true,"answer":"Wrong","by":"{{The.Leader}}","at":"2026-11-24T00:00:00+00:00"}""");
        await database.ListLeftPushAsync(keys.LeaderInbox(The.Leader), $$"""{"id":"q1","case":"{{Asked}}","text":"hoi ve tin rieng tu","at":"2026-11-24T00:00:00+00:00","expiresAt":"2026-12-24T00:00:00+00:00","question":"{{Asked}}"}""");

        // The first part of a long question has a number of its own, and names the person nowhere but by the case.
        await database.HashSetAsync(keys.OutboxItems, "!0:q2", $$"""{"id":"!0:q2","case":"M4N5P6","audience":"Person","to":"{{The.Leader}}","text":"(1/2) hoi ve tin rieng tu","due":"2026-11-24T00:00:00+00:00","expiresAt":"2026-12-24T00:00:00+00:00","question":"{{Asked}}"}""");
        await database.StringSetAsync(keys.QuestionAllowance(Person, new DateOnly(2026, 11, 24)), 2);
        using var spool = new Spool(Place.DataDirectory, 1 << 20);
        await spool.AppendAsync(5, Waiting(Some.GroupText(The.Group, Person, "chuyen rieng tu trong tep")));
        await spool.AppendAsync(5, Waiting(Some.GroupText(The.Group, Other, "bao cao trong tep")));
    }

    public ValueTask DisposeAsync()
    {
        _settings.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(Person)]
    [InlineData("8000000000000000004")]
    public async Task Forget_reaches_what_waits_the_spool_and_the_files(string id)
    {
        StoreText.FilesWith(Place.DataDirectory, Person, "rieng tu").ShouldNotBeEmpty();
        var outcome = await Command.RunAsync("forget", id, "--settings", _settings.File);

        outcome.Exit.ShouldBe(0, outcome.Error);
        outcome.Output.ShouldContain("Biên nhận xóa dữ liệu");
        outcome.Output.ShouldContain("people.csv:2", customMessage: "what people have to delete themselves");
        outcome.Output.ShouldNotContain(Person);
        outcome.Output.ShouldNotContain("Thử");
        outcome.Output.ShouldContain("số câu hỏi trong ngày");
        StoreText.FilesWith(Place.DataDirectory, Person, "8000000000000000004", Asked, "rieng tu", "Trần Thị Thử").ShouldBeEmpty();
    }

    [Fact]
    public async Task What_others_wait_for_is_still_there_in_its_place()
    {
        await Command.RunAsync("forget", Person, "--settings", _settings.File);

        await using var store = await Store.OpenAsync(Place);
        var inbox = await store.Database.ListRangeAsync(store.Keys.Inbox(3));
        inbox.Length.ShouldBe(2, "a worker finishes by counting: places stay");
        ((string)inbox[0]!).ShouldContain("hop chieu nay");
        InboxEntry.Parse((byte[])inbox[1]!).IsErased.ShouldBeTrue();
        var joined = (string)(await store.Database.ListRangeAsync(store.Keys.Inbox(4)))[0]!;
        joined.ShouldContain(Other);
        ((string)(await store.Database.HashGetAsync(store.Keys.OutboxItems, "K7FQ3X:to:7000000000000000001"))!).ShouldContain("Lê Văn Khác vừa vào nhóm");
        var spooled = new List<string>();
        using var spool = new Spool(Place.DataDirectory, 1 << 20);
        await spool.DrainAsync(
            records =>
            {
                spooled.AddRange(records.Select(record => Encoding.UTF8.GetString(record.Entry)));
                return Task.FromResult(true);
            },
            CancellationToken.None);
        spooled.Count.ShouldBe(2);
        spooled[1].ShouldContain("bao cao trong tep");
    }

    [Fact]
    public async Task Forgetting_twice_says_that_there_was_nothing()
    {
        await Command.RunAsync("forget", Person, "--settings", _settings.File);
        var again = await Command.RunAsync("forget", Person, "--settings", _settings.File);

        again.Exit.ShouldBe(0);
        again.Output.ShouldContain("không giữ gì về người này");
        (await Command.RunAsync("forget", Person, "--readmit", "--settings", _settings.File)).Exit.ShouldBe(0);
        (await Command.RunAsync("forget", Person, "--readmit", "--settings", _settings.File)).Exit.ShouldBe(1);
    }

    [Fact]
    public async Task Of_who_was_linked_the_row_without_an_id_is_named_and_no_namesakes()
    {
        await using (var store = await Store.OpenAsync(Place))
        {
            await store.Database.StringSetAsync(store.Keys.PersonByApp("8000000000000000008"), Linked);
            await store.Database.HashSetAsync(store.Keys.OutboxItems, "R8S9T2:to:7000000000000000001", $$"""{"id":"R8S9T2:to:7000000000000000001","case":"R8S9T2","audience":"Person","to":"7000000000000000001","text":"Phạm Nối Thử và Lê Văn Khác vừa vào nhóm","due":"2026-11-24T00:00:00+00:00","expiresAt":"2026-12-24T00:00:00+00:00","about":"{{Other}}"}""");
        }

        var outcome = await Command.RunAsync("forget", "8000000000000000008", "--settings", _settings.File);

        outcome.Exit.ShouldBe(0, outcome.Error);
        outcome.Output.ShouldContain("people.csv:4");
        outcome.Output.ShouldNotContain("people.csv:3", customMessage: "somebody else of that name, in another unit");
        outcome.Output.ShouldNotContain("people.csv:2");
        outcome.Output.ShouldNotContain("Phạm");
        StoreText.FilesWith(Place.DataDirectory, Linked, "Phạm Nối Thử").ShouldBeEmpty("messages to others call the linked by the name in the row");
    }

    [Theory]
    [InlineData(Person)]
    [InlineData(Linked)]
    public async Task Former_people_files_that_hold_the_person_are_named(string id)
    {
        await File.WriteAllTextAsync(_settings.At("import.csv"), $"UserId,Name,Unit,Positions\n{Other},Lê Văn Khác,Văn phòng,bi-thu\n");
        (await Command.RunAsync("people", "import", _settings.At("import.csv"), "--apply", "--settings", _settings.File)).Exit.ShouldBe(0);
        await File.WriteAllTextAsync(_settings.At("people.csv.20261101-000000.bak"), "UserId,Name,Unit,Positions\n,Trần Thị Thử,Chi đoàn A,bi-thu\n,Phạm Nối Thử,Chi đoàn B,\n");
        await File.WriteAllTextAsync(_settings.At("people.csv.20261102-000000.bak"), "UserId,Name,Unit,Positions\n,tran thi thu,văn phòng,thoi-vu\n,pham noi thu,chi đoàn a,\n");

        var outcome = await Command.RunAsync("forget", id, "--settings", _settings.File);

        outcome.Exit.ShouldBe(0, outcome.Error);
        outcome.Output.ShouldContain("people.csv.20261124-030000.bak", customMessage: "what the import left");
        outcome.Output.ShouldContain("people.csv.20261102-000000.bak", customMessage: "from before the id was known, as it was spelled then");
        outcome.Output.ShouldNotContain("people.csv.20261101-000000.bak", customMessage: "people of that name in other units");
    }

    [Theory]
    [InlineData("*")]
    [InlineData("12")]
    [InlineData("7000 OR 1")]
    public async Task What_is_no_id_is_refused(string id)
    {
        var outcome = await Command.RunAsync("forget", id, "--settings", _settings.File);

        outcome.Exit.ShouldBe(2);
        outcome.Error.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Export_gives_one_persons_data_and_nobody_elses()
    {
        var outcome = await Command.RunAsync("export", Person, "--settings", _settings.File);

        outcome.Exit.ShouldBe(0, outcome.Error);
        var export = JsonNode.Parse(outcome.Output)!;
        export["ids"]!.AsArray().Select(id => id!.ToString()).ShouldBe([Person, "8000000000000000004"]);
        export["people_file"]!["name"]!.ToString().ShouldBe("Trần Thị Thử");
        var kinds = export["kept"]!.AsArray().Select(kept => kept!["kind"]!.ToString()).ToList();
        kinds.ShouldContain("group ladder");
        kinds.ShouldContain("names");
        kinds.ShouldContain("lane inbox");
        outcome.Output.ShouldContain("chuyen rieng tu");
        outcome.Output.ShouldNotContain("hop chieu nay");
        outcome.Output.ShouldNotContain("Lê Văn Khác");
    }

    [Fact]
    public async Task Export_gives_the_row_of_who_was_linked()
    {
        var outcome = await Command.RunAsync("export", Linked, "--settings", _settings.File);

        outcome.Exit.ShouldBe(0, outcome.Error);
        var export = JsonNode.Parse(outcome.Output)!;
        export["people_file"].ShouldNotBeNull()["unit"]!.ToString().ShouldBe("Chi đoàn A");
        export["people_file"]!["positions"]!.AsArray().Select(position => position!.ToString()).ShouldBe(["bi-thu"]);
        export["settings"]!.AsArray().Select(place => place!.ToString()).ShouldBe(["people.csv:4"]);
        outcome.Output.ShouldNotContain("Chi đoàn B");
    }

    private static byte[] Waiting(byte[] body) => new InboxEntry(The.Morning, body).ToBytes();
}
