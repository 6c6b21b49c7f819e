namespace ZaloBot.Emulator.Tests;

/// <summary>What the Zalo app lets people do, and what it refuses.</summary>
public sealed class ActTests
{
    [Fact]
    public async Task Only_members_write()
    {
        await using var platform = await Platform.StartAsync();

        await Should.ThrowAsync<ActRefusedException>(() => platform.Acts.SayAsync(Platform.Group, Platform.Outsider, "Chào"));
        await Should.ThrowAsync<ActRefusedException>(() => platform.Acts.SayAsync(Platform.Group, Platform.An, "  "));
        await Should.ThrowAsync<ActRefusedException>(() => platform.Acts.SayAsync(Platform.Group, Platform.An, "Chào", quote: "0000"));
        await Should.ThrowAsync<ActRefusedException>(() => platform.Acts.SayAsync("0000", Platform.An, "Chào"));
        platform.World.Messages.Count.ShouldBe(0);
        platform.Emulator.Deliveries.Attempts.Count.ShouldBe(0);
    }

    [Theory]
    [InlineData(Platform.Binh, Entry.Waiting)]
    [InlineData(Platform.An, Entry.Joined)]
    [InlineData(Platform.Admin, Entry.Joined)]
    [InlineData(null, Entry.Joined)]
    public async Task Where_newcomers_need_approval_only_those_who_may_approve_add_at_once(string? by, Entry expected)
    {
        await using var platform = await Platform.StartAsync(world: world => world.Deputies(Platform.An).Settings(new GroupSettings { JoinAppr = true }));

        (await platform.Acts.AddMemberAsync(Platform.Group, Platform.Chi, by)).ShouldBe(expected);

        await platform.Emulator.DeliveriesIdleAsync();
        platform.Inbox.Last.Name.ShouldBe(expected == Entry.Joined ? "user_join_group" : "user_request_join_group");
    }

    [Fact]
    public async Task The_link_obeys_the_settings()
    {
        await using var platform = await Platform.StartAsync(world: world => world.Settings(new GroupSettings { JoinAppr = true }));
        (await platform.Acts.LinkJoinAsync(Platform.Group, Platform.Chi)).ShouldBe(Entry.Waiting);
        await Should.ThrowAsync<ActRefusedException>(() => platform.Acts.LinkJoinAsync(Platform.Group, Platform.Chi));

        await platform.Acts.ChangeGroupInfoAsync(Platform.Group, group => group with { Settings = group.Settings with { EnableLinkJoin = false } });

        (await Should.ThrowAsync<ActRefusedException>(() => platform.Acts.LinkJoinAsync(Platform.Group, Platform.Outsider))).Message.ShouldContain("đường dẫn");
    }

    [Fact]
    public async Task Ordinary_members_manage_nothing_and_deputies_no_other_deputies()
    {
        await using var platform = await Platform.StartAsync(world: world => world.Deputies(Platform.An, Platform.Admin));
        await platform.Acts.RequestToJoinAsync(Platform.Group, Platform.Chi);

        foreach (var act in (Func<Task>[])
        [
            () => platform.Acts.ApproveAsync(Platform.Group, Platform.Chi, Platform.Binh),
            () => platform.Acts.RejectAsync(Platform.Group, Platform.Chi, Platform.Binh),
            () => platform.Acts.RemoveMemberAsync(Platform.Group, Platform.An, Platform.Binh),
            () => platform.Acts.ChangeGroupInfoAsync(Platform.Group, group => group, Platform.Binh),
            () => platform.Acts.RemoveMemberAsync(Platform.Group, Platform.Admin, Platform.An),
            () => platform.Acts.MakeDeputyAsync(Platform.Group, Platform.Binh, Platform.An),
            () => platform.Acts.DissolveAsync(Platform.Group, Platform.An),
        ])
        {
            await Should.ThrowAsync<ActRefusedException>(act);
        }

        await platform.Acts.ApproveAsync(Platform.Group, Platform.Chi, Platform.An);
        await platform.Acts.RemoveMemberAsync(Platform.Group, Platform.Chi, Platform.An);
        platform.World.Group(Platform.Group).Members.ShouldNotContain(Platform.Chi);
    }

    [Fact]
    public async Task A_group_holds_as_many_as_its_asset_says_the_OA_included()
    {
        await using var platform = await Platform.StartAsync(world: world => world
            .Asset(new Asset { Id = "a55e700000000000b001", ProductType = "gmf10" })
            .Group(new ChatGroup
            {
                Id = Platform.Other,
                Name = "Nhỏ",
                AssetId = "a55e700000000000b001",
                Members = [.. Enumerable.Range(100, 8).Select(i => "7000000000000000" + i)],
            }));

        await platform.Acts.AddMemberAsync(Platform.Other, Platform.Chi);

        await Should.ThrowAsync<ActRefusedException>(() => platform.Acts.AddMemberAsync(Platform.Other, Platform.Outsider));
    }

    [Fact]
    public async Task Leaving_ends_the_role_of_deputy()
    {
        await using var platform = await Platform.StartAsync(world: world => world.Deputies(Platform.An));

        await platform.Acts.LeaveAsync(Platform.Group, Platform.An);

        platform.World.Group(Platform.Group).Deputies.ShouldBeEmpty();
    }

    [Fact]
    public async Task Changing_the_world_directly_is_silent()
    {
        await using var platform = await Platform.StartAsync();
        var group = platform.World.Group(Platform.Group);

        platform.World.Set(group with { Members = group.Members.Add(Platform.Chi) });

        platform.Emulator.Deliveries.Attempts.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Many_hands_at_once_lose_nothing()
    {
        await using var platform = await Platform.StartAsync();
        var last = platform.Emulator.WaitForMessageAsync(said =>
            said.Text == "last" && platform.World.Group(said.GroupId!).Members.Contains(said.SenderId));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(async () =>
        {
            for (var i = 0; i < 50; i++)
            {
                await platform.Acts.SayAsync(Platform.Group, Platform.An, $"{thread}/{i}");
            }
        })));

        await platform.Emulator.DeliveriesIdleAsync();
        last.IsCompleted.ShouldBeFalse();
        platform.Inbox.All.Count.ShouldBe(400);
        platform.Inbox.All.Select(received => (string?)received.Json["message"]!["msg_id"]).Distinct().Count().ShouldBe(400);
        platform.Inbox.All.Select(received => long.Parse((string)received.Json["timestamp"]!)).ShouldBeInOrder();
        await platform.Acts.SayAsync(Platform.Group, Platform.An, "last");
        await last;
    }
}
