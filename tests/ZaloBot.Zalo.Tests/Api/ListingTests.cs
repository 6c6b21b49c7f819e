using ZaloBot.Zalo.Api;
using ZaloBot.Zalo.Tests.Infrastructure;

namespace ZaloBot.Zalo.Tests.Api;

/// <summary>Lists are read page by page, and say whether they are whole: nobody may be taken for gone because a page was missing.</summary>
public sealed class ListingTests : IDisposable
{
    private const string Members = "/v3.0/oa/group/listmember";

    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Reads_the_OA_and_people()
    {
        _bench.Platform.On(Members, """
            { "data": { "offset": 0, "count": 50, "total": 2, "member_count": 2,
                "members": [ { "oa_id": "4000000000000000001", "name": "OA Toà B", "avatar": "https://oa" },
                             { "user_id": 7000000000000000001, "name": "Trần B", "avatar": "https://u", "role": "deputy" } ] }, "error": 0, "message": "Success" }
            """);

        var members = (await _bench.Client.ListMembersAsync("g1")).Value!;

        _bench.Platform.Last.Query.ShouldBe("?group_id=g1&offset=0&count=50");
        members.IsWhole.ShouldBeTrue();
        members.Total.ShouldBe(2);
        members.Items[0].OaId.ShouldBe("4000000000000000001");
        members.Items[0].UserId.ShouldBeNull();
        members.Items[1].UserId.ShouldBe("7000000000000000001");
        members.Items[1].Name.ShouldBe("Trần B");
        members.Items[1].Unmapped!["role"].GetString().ShouldBe("deputy");
    }

    [Fact]
    public async Task Turns_pages_until_all_are_there()
    {
        _bench.Platform.On(Members, Page(0, 50, 120), Page(50, 50, "\"120\""), Page(100, 20, 120));

        var members = (await _bench.Client.ListMembersAsync("g1")).Value!;

        members.Items.Select(member => member.UserId).ShouldBe(Enumerable.Range(0, 120).Select(i => $"u{i}"));
        members.IsWhole.ShouldBeTrue();
        _bench.Platform.Seen.Select(call => call.Query).ShouldBe(["?group_id=g1&offset=0&count=50", "?group_id=g1&offset=50&count=50", "?group_id=g1&offset=100&count=50"]);
    }

    [Fact]
    public async Task Turns_pages_by_what_came_when_pages_are_smaller_than_asked_for()
    {
        _bench.Platform.On(Members, Page(0, 5, 7), Page(5, 2, 7));

        var members = (await _bench.Client.ListMembersAsync("g1")).Value!;

        members.Items.Count.ShouldBe(7);
        members.IsWhole.ShouldBeTrue();
        _bench.Platform.Last.Query.ShouldBe("?group_id=g1&offset=5&count=50");
    }

    [Fact]
    public async Task Names_nobody_twice_and_is_not_whole_when_the_list_moved_underneath()
    {
        _bench.Platform.On(Members, Page(0, 50, 100), Page(49, 50, 100));

        var members = (await _bench.Client.ListMembersAsync("g1")).Value!;

        members.Items.Count.ShouldBe(99);
        members.IsWhole.ShouldBeFalse();
    }

    [Fact]
    public async Task Ends_when_a_page_is_empty_and_is_not_whole_then()
    {
        _bench.Platform.On(Members, Page(0, 50, 120), Page(50, 0, 120));

        var members = (await _bench.Client.ListMembersAsync("g1")).Value!;

        members.Items.Count.ShouldBe(50);
        members.IsWhole.ShouldBeFalse();
        _bench.Platform.Seen.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Ends_though_the_platform_turns_in_circles()
    {
        _bench.Platform.On(Members, Page(0, 50, 100_000));

        var members = (await _bench.Client.ListMembersAsync("g1")).Value!;

        members.Items.Count.ShouldBe(50);
        members.IsWhole.ShouldBeFalse();
        _bench.Platform.Seen.Count.ShouldBe(200);
    }

    [Theory]
    [InlineData("""{"data":{"members":[{"user_id":"u1"}]},"error":0}""", 1)]
    [InlineData("""{"data":[{"user_id":"u1"}],"error":0}""", 1)]
    [InlineData("""{"data":{"members":null},"error":0}""", 0)]
    [InlineData("""{"data":{},"error":0}""", 0)]
    [InlineData("""{"data":[],"error":0}""", 0)]
    public async Task Without_a_total_a_list_that_turns_in_circles_or_is_empty_is_not_whole(string answer, int count)
    {
        _bench.Platform.On(Members, answer);

        var members = (await _bench.Client.ListMembersAsync("g1")).Value!;

        members.Items.Count.ShouldBe(count);
        members.IsWhole.ShouldBeFalse();
        members.Total.ShouldBeNull();
    }

    [Fact]
    public async Task A_full_page_without_a_total_is_followed_by_another()
    {
        _bench.Platform.On(Members, Page(0, 50, "null"), Page(50, 3, "null"));

        (await _bench.Client.ListMembersAsync("g1")).Value!.Items.Count.ShouldBe(53);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(5)]
    public async Task Without_a_total_a_list_is_whole_when_an_empty_page_ends_it(int size)
    {
        _bench.Platform.On(Members, Page(0, size, "null"), Page(size, 3, "null"), Page(0, 0, "null"));

        var members = (await _bench.Client.ListMembersAsync("g1")).Value!;

        (members.Items.Count, members.IsWhole, members.Total).ShouldBe((size + 3, true, null));
        _bench.Platform.Last.Query.ShouldBe($"?group_id=g1&offset={size + 3}&count=50");
    }

    [Fact]
    public async Task Nobody_waiting_is_a_whole_list_too()
    {
        _bench.Platform.On("/v3.0/oa/group/listpendinginvite", """{"data":{"members":[]},"error":0}""", """{"data":{},"error":0}""");

        (await _bench.Client.ListPendingAsync("g1")).Value!.IsWhole.ShouldBeTrue();
        (await _bench.Client.ListPendingAsync("g1")).Value!.IsWhole.ShouldBeFalse("no list is not an empty one");
    }

    [Fact]
    public async Task What_is_refused_as_too_large_is_asked_for_in_smaller_pages_from_then_on()
    {
        const string TooLarge = """{"error":-210,"message":"count is above the allowed limit"}""";
        _bench.Platform.On(Members, TooLarge, """{"error":-201,"message":"count is invalid"}""", Page(0, 10, 12), Page(10, 2, 12), Page(0, 2, 2));

        (await _bench.Client.ListMembersAsync("g1")).Value!.IsWhole.ShouldBeTrue();
        await _bench.Client.ListMembersAsync("g1");

        _bench.Platform.Seen.Select(call => call.Query).ShouldBe(
            ["?group_id=g1&offset=0&count=50", "?group_id=g1&offset=0&count=20", "?group_id=g1&offset=0&count=10", "?group_id=g1&offset=10&count=10", "?group_id=g1&offset=0&count=10"]);
    }

    [Fact]
    public async Task Rows_that_name_nobody_count_and_name_nobody()
    {
        _bench.Platform.On(Members, """{"data":{"data":{"total":4,"members":[{"user_id":"u1"},{"name":"?"},{"name":"?"},null,{"oa_id":"o"}]}},"error":0}""");

        var members = (await _bench.Client.ListMembersAsync("g1")).Value!;

        members.IsWhole.ShouldBeTrue();
        members.Items.Select(member => member.UserId ?? member.OaId).ShouldBe(["u1", "o"]);
    }

    [Fact]
    public async Task One_page_that_fails_fails_the_list()
    {
        _bench.Platform.On(Members, Page(0, 50, 120), """{"error":-403,"message":"x"}""");

        (await _bench.Client.ListMembersAsync("g1")).Error!.Meaning.ShouldBe(ErrorMeaning.GroupNotOwned);
    }

    [Theory]
    [InlineData("""{"error":0,"message":"Success"}""")]
    [InlineData("""{"data":{"members":{}},"error":0}""")]
    [InlineData("""{"data":"none","error":0}""")]
    public async Task What_is_no_list_is_not_an_empty_one(string answer)
    {
        _bench.Platform.On(Members, answer);

        (await _bench.Client.ListMembersAsync("g1")).Error!.Meaning.ShouldBe(ErrorMeaning.NoAnswer);
    }

    [Fact]
    public async Task Reads_those_who_wait_and_the_groups()
    {
        _bench.Platform.On("/v3.0/oa/group/listpendinginvite", """{"data":{"offset":0,"count":50,"total":1,"member_count":1,"members":[{"name":"Lê C","user_id":"7000000000000000003"}]},"error":0}""")
            .On("/v3.0/oa/group/getgroupsofoa", """{"data":{"offset":0,"count":50,"total":1,"group_count":1,"groups":[{"name":"Cư dân toà B","group_id":"g1","group_link":"https://zalo.me/g/a","group_description":"Trao đổi","total_member":2,"status":"enabled"}]},"error":0}""", """{"data":[{"group_id":"g1"}],"error":0}""");

        var pending = (await _bench.Client.ListPendingAsync("g1")).Value!;
        pending.Items.ShouldHaveSingleItem().UserId.ShouldBe("7000000000000000003");
        pending.IsWhole.ShouldBeTrue();
        _bench.Platform.Last.Query.ShouldBe("?group_id=g1&offset=0&count=50");

        var groups = (await _bench.Client.ListGroupsAsync()).Value!;
        groups.Items.ShouldBe([new GroupInfo { Name = "Cư dân toà B", GroupId = "g1", GroupLink = "https://zalo.me/g/a", GroupDescription = "Trao đổi", TotalMember = 2, Status = "enabled" }]);
        groups.IsWhole.ShouldBeTrue();
        _bench.Platform.Last.Query.ShouldBe("?offset=0&count=50");
        (await _bench.Client.ListGroupsAsync()).Value!.Items.ShouldHaveSingleItem().GroupId.ShouldBe("g1");
    }

    private static string Page(int from, int count, object total) =>
        $$"""{"data":{"total":{{total}},"members":[{{string.Join(',', Enumerable.Range(from, count).Select(i => $$"""{"user_id":"u{{i}}"}"""))}}]},"error":0}""";
}
