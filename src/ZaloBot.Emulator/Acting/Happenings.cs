namespace ZaloBot.Emulator;

/// <summary>
/// What can happen in the world, whoever caused it: the state changes, the event goes out, the chat page gets its line.
/// <see cref="Acts"/> (people) and the REST endpoints (the bot) both come through here, since the platform does not
/// tell in its events who did something (fact sheet 3.1). Checks are theirs; this only carries out.
/// </summary>
internal sealed class Happenings(EmulatorOptions options, World world, Deliveries deliveries, FaultSwitches faults)
{
    /// <summary>So long after its asset ran out a group is dissolved by itself (fact sheet 1.1).</summary>
    public const int DaysUntilDissolved = 45;

    private readonly EventBodies _bodies = new(options, world);

    public DateTimeOffset Now => options.TimeProvider.GetUtcNow();

    public WorldMessage Say(WorldMessage draft, bool byApi = false) => world.Do(() =>
    {
        var message = draft with { Id = world.NewId(), SentAt = world.Stamp(options.TimeProvider) };
        world.Messages.Add(message);
        if (message is { IsFromOa: false, GroupId: not null } && options.Quirks.GroupPostOpensWindow)
        {
            Interacted(message.SenderId);
        }

        if (!byApi || options.Quirks.EchoSends)
        {
            var author = message.IsFromOa ? "oa_send_" : "user_send_";
            var name = author + (message.GroupId is null ? "" : "group_") + message.Content.Suffix;
            deliveries.Send(name, message.GroupId is null ? _bodies.PrivateMessage(name, message) : _bodies.GroupMessage(name, message),
                byApi ? faults.EchoDelay : TimeSpan.Zero);
        }

        if (message is { IsFromOa: true, GroupId: null } && options.Quirks.SendReceipts)
        {
            deliveries.Send("user_received_message", _bodies.Received(message, world.Stamp(options.TimeProvider)));
        }

        return message;
    });

    public void Join(string groupId, IReadOnlyList<string> users, Func<string, string> sentence)
    {
        var group = world.Group(groupId);
        world.Set(group with { Members = group.Members.AddRange(users), Pending = group.Pending.RemoveRange(users) });
        Tell("user_join_group", groupId, users, sentence);
    }

    public void Ask(string groupId, string user)
    {
        var group = world.Group(groupId);
        world.Set(group with { Pending = group.Pending.Add(user) });
        Tell("user_request_join_group", groupId, [user], Sentences.Asked);
    }

    public void Approve(string groupId, IReadOnlyList<string> users, string by)
    {
        var group = world.Group(groupId);
        world.Set(group with { Members = group.Members.AddRange(users), Pending = group.Pending.RemoveRange(users) });
        Tell("accept_request_join_group", groupId, users, who => Sentences.Approved(who, by));
        if (options.Quirks.ApprovalAlsoJoins)
        {
            Tell("user_join_group", groupId, users, null);
        }
    }

    public void Reject(string groupId, IReadOnlyList<string> users, string by)
    {
        var group = world.Group(groupId);
        world.Set(group with { Pending = group.Pending.RemoveRange(users) });
        Tell("reject_request_join_group", groupId, users, who => Sentences.Rejected(who, by));
    }

    public void Out(string groupId, IReadOnlyList<string> users, Func<string, string> sentence)
    {
        var group = world.Group(groupId);
        world.Set(group with { Members = group.Members.RemoveRange(users), Deputies = group.Deputies.Except(users) });
        if (options.Quirks.OneLeaveEventEach)
        {
            foreach (var user in users)
            {
                Tell("user_out_group", groupId, [user], sentence);
            }
        }
        else
        {
            Tell("user_out_group", groupId, users, sentence);
        }
    }

    public void Promote(string groupId, IReadOnlyList<string> users, string by)
    {
        var group = world.Group(groupId);
        world.Set(group with { Deputies = group.Deputies.Union(users) });
        Tell("add_group_admin", groupId, users, who => Sentences.Promoted(who, by));
    }

    public void Demote(string groupId, IReadOnlyList<string> users, string by)
    {
        var group = world.Group(groupId);
        world.Set(group with { Deputies = group.Deputies.Except(users) });
        Tell("remove_group_admin", groupId, users, who => Sentences.Demoted(who, by));
    }

    public void Create(ChatGroup group)
    {
        world.Set(group with { Members = options.Quirks.CreationAlsoJoins ? [] : group.Members });
        Tell("create_group", group.Id, null, null, Sentences.GroupCreated);
        if (options.Quirks.CreationAlsoJoins)
        {
            Join(group.Id, group.Members, who => Sentences.Added(who, world.Oa.Name));
        }
    }

    public void Update(ChatGroup group)
    {
        world.Set(group);
        Tell("update_group_info", group.Id, null, null, Sentences.GroupChanged);
    }

    public void Dissolve(string groupId)
    {
        Tell("delete_group", groupId, null, null, Sentences.GroupDissolved);
        world.RemoveGroup(groupId);
    }

    /// <summary>Dissolves the groups whose time is over; looked at with each call, which is when it could be noticed.</summary>
    public void DissolveOverdue()
    {
        var today = VietNam.Today(Now);
        foreach (var group in world.Groups)
        {
            if (world.FindAsset(group.AssetId) is { } asset && asset.ValidThrough < DateOnly.MaxValue.AddDays(-DaysUntilDissolved)
                && asset.ValidThrough.AddDays(DaysUntilDissolved) < today)
            {
                Dissolve(group.Id);
            }
        }
    }

    /// <summary>Whatever counts as dealing with the OA: opens the window and gives eight free messages back (fact sheet 6).</summary>
    public Person Interacted(string userId)
    {
        var person = world.Person(userId) with { LastInteraction = Now, RepliesUsed = 0, HasUnfollowed = false };
        world.Set(person);
        return person;
    }

    public void Follow(string userId)
    {
        var person = Interacted(userId) with { IsFollower = true };
        world.Set(person);
        deliveries.Send("follow", _bodies.Follow("follow", person, Stamp()));
        Note(person, Sentences.Followed);
    }

    public void Unfollow(string userId)
    {
        var person = world.Person(userId) with { IsFollower = false, HasUnfollowed = true };
        world.Set(person);
        deliveries.Send("unfollow", _bodies.Follow("unfollow", person, Stamp()));
        Note(person, Sentences.Unfollowed);
    }

    public void PressChat(string userId)
    {
        var person = world.Person(userId) with { PressedChat = true };
        world.Set(person);
        deliveries.Send("user_click_chatnow", _bodies.ChatPressed(person, Stamp()));
        Note(person, Sentences.PressedChat);
    }

    public void SubmitInfo(string userId, string phone)
    {
        var person = world.Person(userId);
        deliveries.Send("user_submit_info", _bodies.InfoSubmitted(person, phone, Stamp()));
    }

    public void Withdraw(string userId, bool linked)
    {
        var person = world.Person(userId);
        deliveries.Send("user_withdraw", _bodies.Withdrawal(person, linked, Stamp()));
        Note(person, Sentences.Withdrew);
    }

    public void RevokePermission() => deliveries.Send("permission_revoked", _bodies.PermissionRevoked(Stamp()));

    private DateTimeOffset Stamp() => world.Stamp(options.TimeProvider);

    private void Note(Person person, Func<string, string> sentence) =>
        world.Notices.Add(new Notice(null, person.Id, Now, sentence(person.Name)));

    private void Tell(string name, string groupId, IReadOnlyList<string>? users, Func<string, string>? sentence, string? line = null)
    {
        var at = Stamp();
        deliveries.Send(name, _bodies.Lifecycle(name, groupId, users, at));
        line ??= sentence?.Invoke(string.Join(", ", users!.Select(user => world.Person(user).Name)));
        if (line is not null)
        {
            world.Notices.Add(new Notice(groupId, null, at, line));
        }
    }
}
