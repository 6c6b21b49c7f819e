namespace ZaloBot.Rules.Evaluation;

/// <summary>
/// Reads labelled messages one after the other as a bot in their group would: those of one thread that follow each other are a conversation, and a message of
/// it is read against more than the one before.
/// </summary>
public sealed class ThreadReader
{
    private readonly Dictionary<string, List<string>> _saidIn = new(StringComparer.Ordinal);

    /// <summary>The next message of the file, as the judge takes it.</summary>
    public ChatMessage Next(LabelledMessage message)
    {
        if (!_saidIn.TryGetValue(message.Kin, out var said))
        {
            _saidIn.Add(message.Kin, said = []);
        }

        if (said.Count == 0 || said[^1] != message.Context)
        {
            said.Clear();
            if (message.Context is { } context)
            {
                said.Add(context);
            }
        }

        IReadOnlyList<string> earlier = message.Earlier.Count > 0 ? message.Earlier : [.. said.SkipLast(1).Reverse().Take(ChatMessage.MostEarlier)];
        said.Add(message.Text);
        return ChatMessage.Of(message.Text, message.Context) with { Earlier = earlier };
    }
}
