using System.Text.Json.Nodes;

namespace ZaloBot.Emulator;

/// <summary>Messages to groups and to people (fact sheet 5.4 and 5.5).</summary>
internal sealed class MessageEndpoints
{
    private readonly ZaloEmulator _emulator;
    private readonly Happenings _happenings;
    private readonly MessageReader _reader;
    private readonly Wobble _wobble;

    private MessageEndpoints(ZaloEmulator emulator, Happenings happenings, Uploads uploads)
    {
        (_emulator, _happenings) = (emulator, happenings);
        _reader = new MessageReader(uploads);
        _wobble = new Wobble(emulator.Quirks);
    }

    private World World => _emulator.World;

    public static void Map(Routes routes, ZaloEmulator emulator, Happenings happenings, Uploads uploads)
    {
        var here = new MessageEndpoints(emulator, happenings, uploads);
        routes.Post("/v3.0/oa/group/message", Permissions.Groups | Permissions.Send, here.ToGroup);
        routes.Post("/v3.0/oa/message/cs", Permissions.Send, here.ToPerson);
        routes.Post("/v3.0/oa/quota/message", Permissions.Send, here.Quota);
        routes.Post("/v2.0/oa/message", Permissions.Send, here.Old);

        // Announced to be closed, kept by some notes for other purposes; nothing to build on (fact sheet 5.5).
        routes.Post("/v3.0/oa/message/transaction", Permissions.Send, _ => throw ApiRefusal.Of(-235));
        routes.Post("/v3.0/oa/message/promotion", Permissions.Send, _ => throw ApiRefusal.Of(-235));
    }

    private JsonNode? ToGroup(ApiRequest request)
    {
        var groupId = ApiRequest.Text(ApiRequest.Object(request.Body["recipient"], "recipient")["group_id"], "recipient.group_id");
        var group = Groups.Usable(World, groupId, _happenings.Now);
        var message = ApiRequest.Object(request.Body["message"], "message");
        var quote = ApiRequest.OptionalText(message["quote_message_id"], "quote_message_id");
        if (quote is not null && (!_emulator.Quirks.GroupQuotes || !World.MessagesIn(group.Id).Any(said => said.Id == quote)))
        {
            throw ApiRefusal.Invalid("quote_message_id");
        }

        var sent = _happenings.Say(new()
        {
            Id = "",
            SentAt = default,
            GroupId = group.Id,
            SenderId = World.Oa.Id,
            IsFromOa = true,
            Content = _reader.Read(message, isPrivate: false),
            QuotedMessageId = quote,
        }, byApi: true);
        return Sent(new JsonObject { ["message_id"] = sent.Id, ["group_id"] = group.Id });
    }

    private JsonNode? ToPerson(ApiRequest request)
    {
        var userId = ApiRequest.Text(ApiRequest.Object(request.Body["recipient"], "recipient")["user_id"], "recipient.user_id");
        var person = World.FindPerson(userId) ?? throw ApiRefusal.Invalid("recipient.user_id");
        var message = ApiRequest.Object(request.Body["message"], "message");
        var quote = ApiRequest.OptionalText(message["quote_message_id"], "quote_message_id");
        if (quote is not null && !World.PrivateMessagesWith(userId).Any(said => said.Id == quote))
        {
            throw ApiRefusal.Invalid("quote_message_id");
        }

        var content = _reader.Read(message, isPrivate: true);
        if (Windows.Refusal(person, _happenings.Now) is not 0 and var error)
        {
            throw ApiRefusal.Of(error);
        }

        var quota = Charge(person);
        var sent = _happenings.Say(new()
        {
            Id = "",
            SentAt = default,
            UserId = userId,
            SenderId = World.Oa.Id,
            IsFromOa = true,
            Content = content,
            QuotedMessageId = quote,
        }, byApi: true);
        var data = new JsonObject { ["message_id"] = sent.Id, ["user_id"] = userId };
        if (quota is not null)
        {
            data["quota"] = _emulator.Quirks.QuotaShape switch { QuotaShape.EmptyText => "", QuotaShape.EmptyList => new JsonArray(), _ => quota };
        }

        return Sent(data);
    }

    private JsonNode? Sent(JsonObject data) => _emulator.Quirks.SentShape switch
    {
        SentShape.List => new JsonArray(data),
        SentShape.Nothing => null,
        _ => data,
    };

    /// <summary>Eight free ones within 48 h, then for money: without a <c>quota</c> in the answer, and -211 when that is used up.</summary>
    private JsonObject? Charge(Person person)
    {
        var free = Windows.FreeLeft(person, _happenings.Now);
        if (free == 0 && World.Oa.PaidMessages <= 0)
        {
            throw ApiRefusal.Of(-211);
        }

        World.Set(person with { RepliesUsed = person.RepliesUsed + 1, PressedChat = false });
        if (free > 0)
        {
            return new JsonObject
            {
                ["quota_type"] = "reply",
                ["remain"] = (free - 1).ToString(),
                ["total"] = Windows.FreeMessages.ToString(),
            };
        }

        World.Oa = World.Oa with { PaidMessages = World.Oa.PaidMessages - 1 };
        return null;
    }

    private JsonNode Quota(ApiRequest request)
    {
        if (request.Body["quota_owner"] is not null)
        {
            return new JsonArray(new JsonObject
            {
                ["asset_id"] = "a55e700000000000c001",
                ["product_type"] = "cs",
                ["quota_type"] = "sub_quota",
                ["valid_through"] = "31/12/2099",
                ["total"] = _wobble.Number(1000),
                ["remain"] = _wobble.Number(World.Oa.PaidMessages),
            });
        }

        var person = World.FindPerson(request.Text("user_id")) ?? throw ApiRefusal.Invalid("user_id");
        return new JsonObject
        {
            ["last_interaction"] = person.LastInteraction is { } last ? EventBodies.Stamp(last) : "",
            ["cs_reply"] = new JsonObject
            {
                ["remain"] = _wobble.Number(Windows.FreeLeft(person, _happenings.Now)),
                ["total"] = _wobble.Number(Windows.FreeMessages),
            },
            ["promotion"] = new JsonObject { ["daily_remain"] = 0, ["daily_total"] = 1, ["monthly_remain"] = 4, ["monthly_total"] = 6 },
        };
    }

    /// <summary>Only reactions are left of the old message API, and only in private chats.</summary>
    private JsonObject Old(ApiRequest request)
    {
        if (request.Body["sender_action"] is not JsonObject action)
        {
            throw ApiRefusal.Of(-240);
        }

        var user = ApiRequest.Text(ApiRequest.Object(request.Body["recipient"], "recipient")["user_id"], "recipient.user_id");
        _ = ApiRequest.Text(action["react_icon"], "react_icon");
        var target = ApiRequest.Text(action["react_message_id"], "react_message_id");
        return World.PrivateMessagesWith(user).Any(said => said.Id == target)
            ? new JsonObject { ["message_id"] = target, ["user_id"] = user }
            : throw ApiRefusal.Invalid("react_message_id");
    }
}
