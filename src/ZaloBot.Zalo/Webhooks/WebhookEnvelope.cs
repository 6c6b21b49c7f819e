using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace ZaloBot.Zalo.Webhooks;

/// <summary>
/// What must be known of a webhook body before it is answered, found in one pass without copying: the parts that go into the
/// signature, and the conversation, by which a lane is chosen. Only the outermost object counts; the text of a message may
/// spell the same keys. The pass also proves that the body is whole JSON.
/// </summary>
public readonly struct WebhookEnvelope
{
    /// <summary>The value of <c>timestamp</c>, text or number, as it goes into the signature.</summary>
    public ReadOnlyMemory<byte> Timestamp { get; private init; }

    /// <summary>The value of <c>app_id</c>; empty when missing.</summary>
    public ReadOnlyMemory<byte> AppId { get; private init; }

    /// <summary>The value of <c>event_name</c>; empty when missing.</summary>
    public ReadOnlyMemory<byte> EventName { get; private init; }

    /// <summary>The group, or the person the OA talks with; empty when the event names neither.</summary>
    public ReadOnlyMemory<byte> Conversation { get; private init; }

    /// <summary><see cref="EventName"/> as text.</summary>
    public string EventNameText => Encoding.UTF8.GetString(EventName.Span);

    /// <summary><see cref="Conversation"/> as text.</summary>
    public string ConversationText => Encoding.UTF8.GetString(Conversation.Span);

    /// <summary>Reads the envelope. Where a key other than <c>timestamp</c> and <c>app_id</c> is repeated, the last counts, as it does for the event reader.</summary>
    public static EnvelopeFault Read(ReadOnlyMemory<byte> body, out WebhookEnvelope envelope)
    {
        envelope = default;
        try
        {
            return Utf8.IsValid(body.Span) ? ReadObject(body, out envelope) : EnvelopeFault.NotJson;
        }
        catch (JsonException)
        {
            return EnvelopeFault.NotJson;
        }
    }

    private static EnvelopeFault ReadObject(ReadOnlyMemory<byte> body, out WebhookEnvelope envelope)
    {
        envelope = default;
        var reader = new Utf8JsonReader(body.Span);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return reader.Read() ? EnvelopeFault.NotJson : EnvelopeFault.NotAnObject;
        }

        var found = default(Found);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            found.Take(ref reader, body);
        }

        // Behind the closing brace nothing may follow; reading on makes the reader look.
        reader.Read();
        envelope = new WebhookEnvelope
        {
            Timestamp = found.Timestamp,
            AppId = found.AppId,
            EventName = found.EventName,
            Conversation = found.Conversation(),
        };
        return found.IsAmbiguous ? EnvelopeFault.Ambiguous
            : found.Timestamp.IsEmpty ? EnvelopeFault.NoTimestamp
            : EnvelopeFault.None;
    }

    private struct Found
    {
        public ReadOnlyMemory<byte> Timestamp;
        public ReadOnlyMemory<byte> AppId;
        public ReadOnlyMemory<byte> EventName;
        public bool IsAmbiguous;
        private ReadOnlyMemory<byte> _groupId;
        private ReadOnlyMemory<byte> _userId;
        private ReadOnlyMemory<byte> _conversationId;
        private ReadOnlyMemory<byte> _sender;
        private ReadOnlyMemory<byte> _recipient;
        private ReadOnlyMemory<byte> _follower;
        private bool _hasTimestamp;
        private bool _hasAppId;

        public void Take(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body)
        {
            var name = Name(ref reader);
            if (name.SequenceEqual("timestamp"u8))
            {
                IsAmbiguous |= _hasTimestamp;
                _hasTimestamp = true;
                Timestamp = Value(ref reader, body);
            }
            else if (name.SequenceEqual("app_id"u8))
            {
                IsAmbiguous |= _hasAppId;
                _hasAppId = true;
                AppId = Value(ref reader, body);
            }
            else if (name.SequenceEqual("event_name"u8))
            {
                EventName = Value(ref reader, body);
            }
            else if (name.SequenceEqual("group_id"u8))
            {
                _groupId = Value(ref reader, body);
            }
            else if (name.SequenceEqual("user_id"u8))
            {
                _userId = Value(ref reader, body);
            }
            else if (name.SequenceEqual("conversation_id"u8))
            {
                _conversationId = Value(ref reader, body);
            }
            else if (name.SequenceEqual("sender"u8))
            {
                _sender = IdInside(ref reader, body);
            }
            else if (name.SequenceEqual("recipient"u8))
            {
                _recipient = IdInside(ref reader, body);
            }
            else if (name.SequenceEqual("follower"u8))
            {
                _follower = IdInside(ref reader, body);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        public readonly ReadOnlyMemory<byte> Conversation()
        {
            if (!_groupId.IsEmpty)
            {
                return _groupId;
            }

            // Message events name the group, and the OA's own private messages the person, as the recipient (fact sheet 3.2, 3.3).
            var name = EventName.Span;
            if (name.StartsWith("user_send_group_"u8) || name.StartsWith("oa_"u8))
            {
                return !_recipient.IsEmpty ? _recipient : _sender;
            }

            return !_userId.IsEmpty ? _userId
                : !_follower.IsEmpty ? _follower
                : !_conversationId.IsEmpty ? _conversationId
                : !_sender.IsEmpty ? _sender
                : _recipient;
        }

        private static ReadOnlySpan<byte> Name(ref Utf8JsonReader reader) => reader.ValueIsEscaped ? Unescaped(ref reader).Span : reader.ValueSpan;

        private static ReadOnlyMemory<byte> IdInside(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body)
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                return Current(ref reader, body);
            }

            ReadOnlyMemory<byte> id = default;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (Name(ref reader).SequenceEqual("id"u8))
                {
                    id = Value(ref reader, body);
                }
                else
                {
                    reader.Read();
                    reader.Skip();
                }
            }

            return id;
        }

        private static ReadOnlyMemory<byte> Value(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body)
        {
            reader.Read();
            return Current(ref reader, body);
        }

        private static ReadOnlyMemory<byte> Current(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body)
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.Number:
                    return body.Slice((int)reader.TokenStartIndex, reader.ValueSpan.Length);
                case JsonTokenType.String when !reader.ValueIsEscaped:
                    // Behind the opening quotation mark.
                    return body.Slice((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
                case JsonTokenType.String:
                    return Unescaped(ref reader);
                default:
                    reader.Skip();
                    return default;
            }
        }

        private static ReadOnlyMemory<byte> Unescaped(ref Utf8JsonReader reader)
        {
            try
            {
                var buffer = new byte[reader.ValueSpan.Length];
                return buffer.AsMemory(0, reader.CopyString(buffer));
            }
            catch (InvalidOperationException)
            {
                // Half a surrogate pair: no name, id or time of the platform looks like that.
                return default;
            }
        }
    }
}
