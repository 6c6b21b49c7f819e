using System.Collections.Frozen;

namespace ZaloBot.Zalo.Events;

/// <summary>
/// Which name is which event (fact sheet 3.1, 3.3). Where the platform's example, its page's address and its console give
/// one event several names, all of them stand here.
/// </summary>
internal static class EventTable
{
    private static readonly FrozenDictionary<string, Func<EventSource, Built>> Readers = new Dictionary<string, Func<EventSource, Built>>
    {
        ["create_group"] = e => InGroup(e, id => new GroupCreated { GroupId = id }),
        ["update_group_info"] = e => InGroup(e, id => new GroupInfoUpdated { GroupId = id }),
        ["delete_group"] = Dissolved,
        ["disperse_group"] = Dissolved,
        ["user_join_group"] = e => People(e, (id, people) => new MembersJoined { GroupId = id, UserIds = people }),
        ["user_out_group"] = Left,
        ["user_leave_group"] = Left,
        ["user_request_join_group"] = e => People(e, (id, people) => new JoinRequested { GroupId = id, UserIds = people }),
        ["accept_request_join_group"] = Accepted,
        ["react_request_join_group_accept"] = Accepted,
        ["react_request_join_group"] = Accepted,
        ["reject_request_join_group"] = Rejected,
        ["react_request_join_group_reject"] = Rejected,
        ["add_group_admin"] = e => People(e, (id, people) => new DeputiesAdded { GroupId = id, UserIds = people }),
        ["remove_group_admin"] = e => People(e, (id, people) => new DeputiesRemoved { GroupId = id, UserIds = people }),

        ["follow"] = e => Person(e, id => new Followed { UserId = id, Source = e.Body.Text("source") }),
        ["unfollow"] = e => Person(e, id => new Unfollowed { UserId = id }),
        ["user_click_chatnow"] = e => Person(e, id => new ChatOpened { UserId = id }),
        ["user_submit_info"] = e => Person(e, id => AccountReader.Info(e, id)),
        ["user_withdraw"] = AccountReader.Withdrawal,
        ["permission_revoked"] = _ => new PermissionRevoked(),
        ["update_user_info"] = AccountReader.InfoUpdate,
        ["widget_interaction_accepted"] = AccountReader.Widget,
        ["add_user_to_tag"] = e => AccountReader.Tag(e, TagChange.Given),
        ["remove_user_from_tag"] = e => AccountReader.Tag(e, TagChange.Taken),
        ["remove_tag"] = e => AccountReader.Tag(e, TagChange.Removed),

        ["user_received_message"] = MessageReader.Delivery,
        ["user_seen_message"] = MessageReader.Seen,
        ["user_reacted_message"] = MessageReader.Reaction,
        ["oa_reacted_message"] = MessageReader.Reaction,

        ["oa_call_user"] = _ => new PlatformNotice { Topic = NoticeTopic.Call },
        ["user_call_oa"] = e => new PlatformNotice { Topic = NoticeTopic.Call, UserId = e.PersonSide },
        ["user_reply_consent"] = _ => new PlatformNotice { Topic = NoticeTopic.Call },
        ["shop_has_order"] = _ => new PlatformNotice { Topic = NoticeTopic.Shop },
        ["extension_purchased"] = _ => new PlatformNotice { Topic = NoticeTopic.Shop },
        ["user_feedback"] = Template,
        ["change_template_status"] = Template,
        ["change_template_quality"] = Template,
        ["change_template_quota"] = Template,
        ["change_oa_daily_quota"] = Template,
        ["change_oa_template_tags"] = Template,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static Built Build(EventSource e)
    {
        if (Readers.TryGetValue(e.Name, out var read))
        {
            return read(e);
        }

        if (MessageReader.TryRead(e) is { } message)
        {
            return message;
        }

        return e.Name.StartsWith("event_journey_", StringComparison.Ordinal)
            ? Template(e)
            : new UnknownEvent { ConversationId = e.GroupId ?? e.PersonSide };
    }

    private static Built Dissolved(EventSource e) => InGroup(e, id => new GroupDissolved { GroupId = id });

    private static Built Left(EventSource e) => People(e, (id, people) => new MembersLeft { GroupId = id, UserIds = people });

    private static Built Accepted(EventSource e) => People(e, (id, people) => new JoinAccepted { GroupId = id, UserIds = people });

    private static Built Rejected(EventSource e) => People(e, (id, people) => new JoinRejected { GroupId = id, UserIds = people });

    private static Built Template(EventSource e) => new PlatformNotice { Topic = NoticeTopic.Template };

    private static Built InGroup(EventSource e, Func<string, ZaloEvent> make) =>
        e.GroupId is { } id ? make(id) : "group_id is missing.";

    private static Built People(EventSource e, Func<string, IReadOnlyList<string>, ZaloEvent> make)
    {
        if (e.GroupId is not { } id)
        {
            return "group_id is missing.";
        }

        var people = e.UserIds();
        return people.Count == 0 ? "users names nobody." : make(id, people);
    }

    private static Built Person(EventSource e, Func<string, ZaloEvent> make) =>
        e.Body.IdOf("follower") is { } follower ? make(follower)
        : e.PersonSide is { } person ? make(person) with { OaId = e.RecipientId }
        : "The event does not say which person it is about.";
}
