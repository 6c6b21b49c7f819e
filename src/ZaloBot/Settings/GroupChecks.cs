namespace ZaloBot.Settings;

/// <summary>Checks of the declared groups, each by itself and against the rest.</summary>
internal static class GroupChecks
{
    public static void Run(ZaloBotSettings settings, DateOnly today, FaultList faults)
    {
        var firstOf = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < settings.Groups.Count; i++)
        {
            var group = settings.Groups[i];
            var path = $"Groups[{i}]";
            if (group.Id.Length > 0 && !firstOf.TryAdd(group.Id, i))
            {
                faults.Error($"{path}.Id", FaultKind.DuplicateGroup, ("value", group.Id), ("first", $"Groups[{firstOf[group.Id]}]"));
            }

            CheckPositions(group, path, settings.Organisation, faults);
            CheckKind(group, path, today, faults);
            CheckMembership(group, path, settings.Organisation, faults);
            SettingsChecks.CheckRepeats(group.Leaders, $"{path}.Leaders", faults);
            SettingsChecks.CheckRepeats(group.Deputies, $"{path}.Deputies", faults);
            if (group.Rules is { } rules)
            {
                SettingsChecks.CheckRules(rules, $"{path}.Rules", faults, settings.Rules);
            }
        }

        if (settings.Groups.Count == 0)
        {
            faults.Warning("Groups", FaultKind.NoGroups);
        }
    }

    private static void CheckPositions(GroupOptions group, string path, OrganisationOptions organisation, FaultList faults)
    {
        for (var i = 0; i < group.AllowedPositions.Count; i++)
        {
            var position = group.AllowedPositions[i];
            if (organisation.Positions.ContainsKey(position))
            {
                continue;
            }

            var nearest = Nearest.To(position, organisation.Positions.Keys);
            faults.Error($"{path}.AllowedPositions[{i}]", nearest is null ? FaultKind.UnknownPosition : FaultKind.UnknownPositionNear,
                ("value", position), ("nearest", nearest ?? ""));
        }

        SettingsChecks.CheckRepeats(group.AllowedPositions, $"{path}.AllowedPositions", faults);
    }

    private static void CheckKind(GroupOptions group, string path, DateOnly today, FaultList faults)
    {
        if (group.EndsOn < today)
        {
            faults.Warning($"{path}.EndsOn", FaultKind.EndsOnPast, ("value", SettingScalars.Write(group.EndsOn.Value)));
        }

        if (group.Kind == GroupKind.Task && group.EndsOn is null)
        {
            faults.Warning($"{path}.EndsOn", FaultKind.TaskWithoutEnd);
        }

        if (group.Kind == GroupKind.Task && group.Purpose.Length == 0)
        {
            faults.Warning($"{path}.Purpose", FaultKind.TaskWithoutPurpose);
        }
    }

    private static void CheckMembership(GroupOptions group, string path, OrganisationOptions organisation, FaultList faults)
    {
        if (group.Leaders.Count == 0)
        {
            faults.Warning($"{path}.Leaders", FaultKind.NoLeaders);
        }

        if (group.OnUnauthorisedMember == UnauthorisedMember.Remove && group.Mode != GroupMode.Enforce)
        {
            faults.Warning($"{path}.OnUnauthorisedMember", FaultKind.RemoveNeedsEnforce, ("mode", group.Mode));
        }

        if (group.OnUnauthorisedRequest == UnauthorisedRequest.Refuse && group.Mode != GroupMode.Enforce)
        {
            faults.Warning($"{path}.OnUnauthorisedRequest", FaultKind.RefuseNeedsEnforce, ("mode", group.Mode));
        }

        if (group.Mode == GroupMode.Enforce && organisation.Secretary.Length == 0 && organisation.Deputies.Count == 0)
        {
            faults.Warning("Organisation.Secretary", FaultKind.NobodyConsents);
        }

        if (group.RosterComplete && organisation.PeopleFile.Length == 0)
        {
            faults.Error($"{path}.RosterComplete", FaultKind.RosterWithoutPeople);
        }
        else if (group.RosterComplete && group.AllowedPositions.Count == 0)
        {
            faults.Error($"{path}.RosterComplete", FaultKind.RosterWithoutPositions);
        }
    }
}
