using System.Text.Json.Nodes;

namespace ZaloBot.Emulator;

/// <summary>
/// <c>POST /chat/act</c>: one act of one person, as the chat page sends it: <c>act</c>, <c>as</c> (a person's id or the OA's),
/// and what the act needs.
/// </summary>
internal sealed class ActEndpoint(ZaloEmulator emulator)
{
    private Acts Acts => emulator.Acts;

    /// <exception cref="ActRefusedException">The person may not do this, or a field is missing.</exception>
    public Task DoAsync(JsonObject body)
    {
        var actor = Text("as");
        var isOa = actor == emulator.World.Oa.Id;
        switch (Text("act"))
        {
            case "say" when isOa:
                return Acts.SayAsOaAsync(Text("group"), Text("text"), Admin());
            case "say":
                return Acts.SayAsync(Text("group"), actor, Text("text"), Optional("quote"));
            case "send":
                return Acts.SendAsync(Text("group"), actor, Sample(), Optional("quote"));
            case "write" when isOa:
                return Acts.AnswerPrivatelyAsOaAsync(Text("user"), Text("text"), Admin());
            case "write":
                return Acts.WritePrivatelyAsync(actor, Text("text"), Optional("quote"));
            case "sendPrivately":
                return Acts.WritePrivatelyAsync(actor, Sample(), Optional("quote"));
            case "add":
                return Acts.AddMemberAsync(Text("group"), Text("user"), actor);
            case "joinByLink":
                return Acts.LinkJoinAsync(Text("group"), Text("user"));
            case "ask":
                return Acts.RequestToJoinAsync(Text("group"), Text("user"));
            case "approve":
                return Acts.ApproveAsync(Text("group"), Text("user"), actor);
            case "reject":
                return Acts.RejectAsync(Text("group"), Text("user"), actor);
            case "leave":
                return Acts.LeaveAsync(Text("group"), actor);
            case "remove":
                return Acts.RemoveMemberAsync(Text("group"), Text("user"), actor);
            case "promote":
                return Acts.MakeDeputyAsync(Text("group"), Text("user"), actor);
            case "demote":
                return Acts.RemoveDeputyAsync(Text("group"), Text("user"), actor);
            case "change":
                return Acts.ChangeGroupInfoAsync(Text("group"), Change, actor);
            case "dissolve":
                return Acts.DissolveAsync(Text("group"), actor);
            case "follow":
                return Acts.FollowAsync(actor);
            case "unfollow":
                return Acts.UnfollowAsync(actor);
            case "pressChat":
                return Acts.PressChatAsync(actor);
            case "withdraw":
                return Acts.WithdrawAsync(actor);
            default:
                throw new ActRefusedException(Sentences.UnknownAct);
        }

        string Text(string name) => Optional(name) is { Length: > 0 } text ? text : throw new ActRefusedException(Sentences.Missing(name));

        string? Optional(string name) => body[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

        bool Flag(string name, bool otherwise) => body[name] is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : otherwise;

        string? Admin() => emulator.World.Oa.Admins.FirstOrDefault();

        Content Sample() => Enum.TryParse<ContentKind>(Text("kind").Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var kind) && kind != ContentKind.Template
            ? Content.Sample(kind)
            : throw new ActRefusedException(Sentences.UnknownAct);

        ChatGroup Change(ChatGroup group) => group with
        {
            Name = Optional("name") is { Length: > 0 and <= 30 } name ? name : group.Name,
            Settings = group.Settings with
            {
                LockSendMsg = Flag("locked", group.Settings.LockSendMsg),
                JoinAppr = Flag("approval", group.Settings.JoinAppr),
                EnableLinkJoin = Flag("linkJoin", group.Settings.EnableLinkJoin),
            },
        };
    }
}
