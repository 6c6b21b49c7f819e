namespace ZaloBot.Emulator;

/// <summary>
/// What people do in the Zalo app, as opposed to what the bot does by API. Each act obeys the rules of the app
/// (<see cref="ActRefusedException"/>), changes the <see cref="World"/> and puts its event on its way before it returns;
/// await <see cref="ZaloEmulator.DeliveriesIdleAsync"/> for the app's answer.
/// </summary>
public sealed class Acts
{
    private readonly World _world;
    private readonly Happenings _happenings;
    private readonly Deliveries _deliveries;

    internal Acts(World world, Happenings happenings, Deliveries deliveries)
    {
        _world = world;
        _happenings = happenings;
        _deliveries = deliveries;
    }

    /// <summary>A member writes a text in a group.</summary>
    /// <param name="group">The group's id.</param>
    /// <param name="user">The writer's id.</param>
    /// <param name="text">As typed; a mention is <c>[@user_id]</c>.</param>
    /// <param name="quote">Id of the message replied to.</param>
    public Task<WorldMessage> SayAsync(string group, string user, string text, string? quote = null) =>
        SendAsync(group, user, Content.Of(text), quote);

    /// <summary>A member sends anything in a group.</summary>
    public Task<WorldMessage> SendAsync(string group, string user, Content content, string? quote = null) => Task.FromResult(_world.Do(() =>
    {
        var there = Member(group, user);
        RefuseIf(there.Settings.LockSendMsg && !there.Deputies.Contains(user), Sentences.Locked);
        return Say(new() { Id = "", SentAt = default, GroupId = group, SenderId = user, Content = content, QuotedMessageId = quote });
    }));

    /// <summary>An administrator writes in a group for the OA, in the OA's chat tool.</summary>
    public Task<WorldMessage> SayAsOaAsync(string group, string text, string? admin = null) => Task.FromResult(_world.Do(() =>
    {
        Existing(group);
        return Say(new() { Id = "", SentAt = default, GroupId = group, SenderId = _world.Oa.Id, IsFromOa = true, AdminId = admin, Content = Content.Of(text) });
    }));

    /// <summary>A person writes a text to the OA in private, which opens the window of 7 days.</summary>
    public Task<WorldMessage> WritePrivatelyAsync(string user, string text, string? quote = null) =>
        WritePrivatelyAsync(user, Content.Of(text), quote);

    /// <summary>A person sends anything to the OA in private, which opens the window of 7 days.</summary>
    public Task<WorldMessage> WritePrivatelyAsync(string user, Content content, string? quote = null) => Task.FromResult(_world.Do(() =>
    {
        Known(user);
        _happenings.Interacted(user);
        return Say(new() { Id = "", SentAt = default, UserId = user, SenderId = user, Content = content, QuotedMessageId = quote });
    }));

    /// <summary>An administrator answers a person for the OA, in the OA's chat tool.</summary>
    public Task<WorldMessage> AnswerPrivatelyAsOaAsync(string user, string text, string? admin = null) => Task.FromResult(_world.Do(() =>
    {
        Known(user);
        return Say(new() { Id = "", SentAt = default, UserId = user, SenderId = _world.Oa.Id, IsFromOa = true, AdminId = admin, Content = Content.Of(text) });
    }));

    /// <summary>A person follows the OA.</summary>
    public Task FollowAsync(string user) => Act(() =>
    {
        RefuseIf(Known(user).IsFollower, Sentences.Following);
        _happenings.Follow(user);
    });

    /// <summary>A person stops following the OA.</summary>
    public Task UnfollowAsync(string user) => Act(() =>
    {
        RefuseIf(!Known(user).IsFollower, Sentences.NotFollowing);
        _happenings.Unfollow(user);
    });

    /// <summary>A person presses <i>Message</i> on the OA's page: opens the window for one message.</summary>
    public Task PressChatAsync(string user) => Act(() =>
    {
        Known(user);
        _happenings.PressChat(user);
    });

    /// <summary>A person shares his or her data after a request template.</summary>
    public Task SubmitInfoAsync(string user, string phone = "84900000000") => Act(() =>
    {
        Known(user);
        _happenings.Interacted(user);
        _happenings.SubmitInfo(user, phone);
    });

    /// <summary>A person exercises the right of a data subject: everything about him or her must go.</summary>
    /// <param name="user">The person.</param>
    /// <param name="linked">False: app and OA are not linked, so the event names the app-scoped id only.</param>
    public Task WithdrawAsync(string user, bool linked = true) => Act(() =>
    {
        Known(user);
        _happenings.Withdraw(user, linked);
    });

    /// <summary>The OA's administrator takes the app's permission away. Tokens go on until they are revoked on <see cref="ZaloEmulator.Tokens"/>.</summary>
    public Task RevokePermissionAsync() => Act(_happenings.RevokePermission);

    /// <summary>Somebody adds a person. Where newcomers need approval and an ordinary member adds, the person waits for it.</summary>
    /// <param name="group">The group's id.</param>
    /// <param name="user">Who comes in.</param>
    /// <param name="by">A member or administrator; the OA when left out. The event does not tell.</param>
    /// <returns>Whether the person is in, or waits.</returns>
    public Task<Entry> AddMemberAsync(string group, string user, string? by = null) => Task.FromResult(_world.Do(() =>
    {
        var there = Newcomer(group, user);
        RefuseIf(by is not null && !there.Members.Contains(by) && !_world.Oa.Admins.Contains(by), Sentences.NotAMember);
        if (there.Settings.JoinAppr && !MayManage(there, by))
        {
            RefuseIf(there.Pending.Contains(user), Sentences.AlreadyWaiting);
            _happenings.Ask(group, user);
            return Entry.Waiting;
        }

        _happenings.Join(group, [user], who => Sentences.Added(who, Name(by)));
        return Entry.Joined;
    }));

    /// <summary>A person uses the group's link. Where newcomers need approval the person waits for it.</summary>
    public Task<Entry> LinkJoinAsync(string group, string user) => Task.FromResult(_world.Do(() =>
    {
        var there = Newcomer(group, user);
        RefuseIf(!there.Settings.EnableLinkJoin, Sentences.LinkOff);
        if (there.Settings.JoinAppr)
        {
            RefuseIf(there.Pending.Contains(user), Sentences.AlreadyWaiting);
            _happenings.Ask(group, user);
            return Entry.Waiting;
        }

        _happenings.Join(group, [user], Sentences.JoinedByLink);
        return Entry.Joined;
    }));

    /// <summary>A person asks to join and waits, whatever the group's setting.</summary>
    public Task RequestToJoinAsync(string group, string user) => Act(() =>
    {
        RefuseIf(Newcomer(group, user).Pending.Contains(user), Sentences.AlreadyWaiting);
        _happenings.Ask(group, user);
    });

    /// <summary>A deputy or the OA lets a waiting person in.</summary>
    public Task ApproveAsync(string group, string user, string? by = null) => Act(() =>
    {
        var there = Managed(group, by);
        RefuseIf(!there.Pending.Contains(user), Sentences.NotWaiting);
        RefuseIf(IsFull(there), Sentences.Full);
        _happenings.Approve(group, [user], Name(by));
    });

    /// <summary>A deputy or the OA turns a waiting person away.</summary>
    public Task RejectAsync(string group, string user, string? by = null) => Act(() =>
    {
        RefuseIf(!Managed(group, by).Pending.Contains(user), Sentences.NotWaiting);
        _happenings.Reject(group, [user], Name(by));
    });

    /// <summary>A member leaves.</summary>
    public Task LeaveAsync(string group, string user) => Act(() =>
    {
        RefuseIf(!Existing(group).Members.Contains(user), Sentences.NotAMember);
        _happenings.Out(group, [user], Sentences.Left);
    });

    /// <summary>A deputy or the OA removes a member; the event is the same as for leaving.</summary>
    public Task RemoveMemberAsync(string group, string user, string? by = null) => Act(() =>
    {
        var there = Managed(group, by);
        RefuseIf(!there.Members.Contains(user), Sentences.NotAMember);
        RefuseIf(by is not null && !IsOa(by) && there.Deputies.Contains(user), Sentences.OnlyOa);
        _happenings.Out(group, [user], who => Sentences.Removed(who, Name(by)));
    });

    /// <summary>The OA makes a member deputy.</summary>
    public Task MakeDeputyAsync(string group, string user, string? by = null) => Act(() =>
    {
        RefuseIf(!IsOa(by), Sentences.OnlyOa);
        RefuseIf(!Existing(group).Members.Contains(user), Sentences.NotAMember);
        _happenings.Promote(group, [user], Name(by));
    });

    /// <summary>The OA takes the role of deputy away.</summary>
    public Task RemoveDeputyAsync(string group, string user, string? by = null) => Act(() =>
    {
        RefuseIf(!IsOa(by), Sentences.OnlyOa);
        RefuseIf(!Existing(group).Deputies.Contains(user), Sentences.NotAMember);
        _happenings.Demote(group, [user], Name(by));
    });

    /// <summary>Somebody creates a group of the OA in the console.</summary>
    public Task CreateGroupAsync(ChatGroup group) => Act(() => _happenings.Create(group));

    /// <summary>A deputy or the OA changes name, description or settings; the event does not tell what.</summary>
    public Task ChangeGroupInfoAsync(string group, Func<ChatGroup, ChatGroup> change, string? by = null) => Act(() =>
        _happenings.Update(change(Managed(group, by))));

    /// <summary>The OA dissolves a group.</summary>
    public Task DissolveAsync(string group, string? by = null) => Act(() =>
    {
        RefuseIf(!IsOa(by), Sentences.OnlyOa);
        RefuseIf(_world.FindGroup(group) is null, Sentences.NoGroup);
        _happenings.Dissolve(group);
    });

    /// <summary>Sends any body, properly signed, whatever it says: unknown events, broken ones.</summary>
    /// <param name="eventName">For the log of deliveries.</param>
    /// <param name="body">The raw bytes.</param>
    /// <param name="timestamp">The timestamp to sign with; the body should carry the same.</param>
    public Task SendRawAsync(string eventName, ReadOnlyMemory<byte> body, string timestamp) => Act(() =>
        _deliveries.SendSigned(eventName, body.ToArray(), timestamp));

    private static void RefuseIf(bool condition, string why)
    {
        if (condition)
        {
            throw new ActRefusedException(why);
        }
    }

    private Task Act(Action act)
    {
        _world.Do(() =>
        {
            act();
            return true;
        });
        return Task.CompletedTask;
    }

    private WorldMessage Say(WorldMessage draft)
    {
        RefuseIf(draft.Content is { Kind: ContentKind.Text } text && string.IsNullOrWhiteSpace(text.Text), Sentences.Empty);
        RefuseIf(draft.QuotedMessageId is { } quoted && !_world.Messages.All.Any(message => message.Id == quoted), Sentences.NoQuoted);
        return _happenings.Say(draft);
    }

    private Person Known(string user) => _world.FindPerson(user) ?? throw new ActRefusedException(Sentences.NoPerson);

    private ChatGroup Existing(string group)
    {
        var there = _world.FindGroup(group) ?? throw new ActRefusedException(Sentences.NoGroup);
        RefuseIf(_world.IsDisabled(there, _happenings.Now), Sentences.Disabled);
        return there;
    }

    private ChatGroup Member(string group, string user)
    {
        var there = Existing(group);
        RefuseIf(!there.Members.Contains(user), Sentences.NotAMember);
        return there;
    }

    private ChatGroup Newcomer(string group, string user)
    {
        Known(user);
        var there = Existing(group);
        RefuseIf(there.Members.Contains(user), Sentences.AlreadyAMember);
        RefuseIf(IsFull(there), Sentences.Full);
        return there;
    }

    private ChatGroup Managed(string group, string? by)
    {
        var there = Existing(group);
        RefuseIf(!MayManage(there, by), Sentences.OnlyDeputies);
        return there;
    }

    private bool MayManage(ChatGroup group, string? by) => IsOa(by) || group.Deputies.Contains(by!);

    private bool IsOa(string? by) => by is null || by == _world.Oa.Id || _world.Oa.Admins.Contains(by);

    // The OA takes one of the places.
    private bool IsFull(ChatGroup group) => group.Members.Count + 1 >= _world.MostMembers(group);

    private string Name(string? by) => by is null || by == _world.Oa.Id ? _world.Oa.Name : Known(by).Name;
}

/// <summary>How an attempt to come into a group ended.</summary>
public enum Entry
{
    /// <summary>The person is a member.</summary>
    Joined,

    /// <summary>The person waits for approval.</summary>
    Waiting,
}
