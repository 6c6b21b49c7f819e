using System.Text.Json.Nodes;

namespace ZaloBot.Emulator;

/// <summary>
/// <c>GET</c> and <c>PUT /control/faults</c>: what goes wrong, as one JSON document. What is left out of a PUT is switched off;
/// unknown kinds are refused.
/// </summary>
internal static class FaultControl
{
    private static readonly Dictionary<string, (Func<Quirks, bool> Get, Action<Quirks, bool> Set)> Switches = new(StringComparer.Ordinal)
    {
        ["bareSignature"] = (quirks => quirks.BareSignature, (quirks, on) => quirks.BareSignature = on),
        ["escapedBodies"] = (quirks => quirks.EscapedBodies, (quirks, on) => quirks.EscapedBodies = on),
        ["retryRefusedAnswers"] = (quirks => quirks.RetryRefusedAnswers, (quirks, on) => quirks.RetryRefusedAnswers = on),
        ["echoSends"] = (quirks => quirks.EchoSends, (quirks, on) => quirks.EchoSends = on),
        ["groupPostOpensWindow"] = (quirks => quirks.GroupPostOpensWindow, (quirks, on) => quirks.GroupPostOpensWindow = on),
        ["approvalAlsoJoins"] = (quirks => quirks.ApprovalAlsoJoins, (quirks, on) => quirks.ApprovalAlsoJoins = on),
    };

    public static JsonObject Describe(ZaloEmulator emulator)
    {
        var quirks = new JsonObject();
        foreach (var (name, (get, _)) in Switches)
        {
            quirks[name] = get(emulator.Quirks);
        }

        return new JsonObject
        {
            ["faults"] = new JsonArray([.. emulator.Faults.Active.Select(fault => (JsonNode)new JsonObject
            {
                ["kind"] = fault.Kind.ToString(),
                ["path"] = fault.Path,
                ["times"] = fault.Times,
                ["delaySeconds"] = fault.Delay.TotalSeconds,
                ["code"] = fault.Code,
                ["status"] = fault.Status,
            })]),
            ["duplicateDeliveries"] = emulator.Faults.DuplicateDeliveries,
            ["disorderDeliveries"] = emulator.Faults.DisorderDeliveries,
            ["echoDelaySeconds"] = emulator.Faults.EchoDelay.TotalSeconds,
            ["refuseConnections"] = emulator.IsRefusingConnections,
            ["subscribed"] = emulator.Deliveries.IsSubscribed,
            ["webhook"] = emulator.WebhookUrl?.AbsoluteUri,
            ["quirks"] = quirks,
        };
    }

    /// <exception cref="FormatException">Something in the document cannot be understood; nothing was changed.</exception>
    public static async Task ApplyAsync(ZaloEmulator emulator, JsonObject wanted)
    {
        List<Fault> faults;
        bool duplicate, disorder, refuse, resubscribe;
        double echoDelay;
        List<(Action<Quirks, bool> Set, bool On)> quirks = [];
        try
        {
            faults = [.. (wanted["faults"]?.AsArray() ?? []).Select(fault => Read(fault!.AsObject()))];
            duplicate = (bool?)wanted["duplicateDeliveries"] ?? false;
            disorder = (bool?)wanted["disorderDeliveries"] ?? false;
            refuse = (bool?)wanted["refuseConnections"] ?? false;
            resubscribe = (bool?)wanted["subscribed"] ?? false;
            echoDelay = (double?)wanted["echoDelaySeconds"] ?? 0;
            foreach (var (name, value) in wanted["quirks"]?.AsObject() ?? [])
            {
                quirks.Add((Switches[name].Set, (bool)value!));
            }
        }
        catch (Exception unreadable) when (unreadable is InvalidOperationException or ArgumentException or KeyNotFoundException or NullReferenceException)
        {
            throw new FormatException("Not understood: " + unreadable.Message, unreadable);
        }

        emulator.Faults.Replace(faults, duplicate, disorder, TimeSpan.FromSeconds(Math.Clamp(echoDelay, 0, 3600)));
        quirks.ForEach(quirk => quirk.Set(emulator.Quirks, quirk.On));
        if (resubscribe)
        {
            emulator.Deliveries.Resubscribe();
        }

        if (refuse != emulator.IsRefusingConnections)
        {
            await (refuse ? emulator.RefuseConnectionsAsync() : emulator.AcceptConnectionsAsync());
        }

        emulator.Faults.Announce();
    }

    private static Fault Read(JsonObject fault)
    {
        var usual = new Fault { Kind = Enum.Parse<FaultKind>((string)fault["kind"]!) };
        return usual with
        {
            Path = (string?)fault["path"],
            Times = (int?)fault["times"],
            Delay = fault["delaySeconds"] is { } seconds ? TimeSpan.FromSeconds(Math.Clamp((double)seconds, 0, 3600)) : usual.Delay,
            Code = (int?)fault["code"] ?? usual.Code,
            Status = (int?)fault["status"] ?? usual.Status,
        };
    }
}
