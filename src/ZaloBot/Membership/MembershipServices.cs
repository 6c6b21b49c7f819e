using ZaloBot.Groups;
using ZaloBot.Leaders;
using ZaloBot.Learning;
using ZaloBot.Membership.Agenda;
using ZaloBot.Membership.Consents;
using ZaloBot.Membership.Drift;

namespace ZaloBot.Membership;

/// <summary>Registers the book of members, the consents, what follows from them, and those who are told about it.</summary>
public static class MembershipServices
{
    public static IServiceCollection AddMembership(this IServiceCollection services)
    {
        services.AddSingleton<NameBook>().AddSingleton<UndeclaredGroups>().AddSingleton<MembershipVoice>().AddSingleton<MembershipHandler>();
        services.AddSingleton<Arrivals>().AddSingleton<Departures>().AddSingleton<JoinRequests>().AddSingleton<DeputyBook>();
        services.AddSingleton<LeaderAlerts>().AddSingleton<AdministratorNotices>().AddSingleton<PrivateContactHandler>().AddSingleton<LeaderAnswers>();
        services.AddSingleton<ConsentBook>().AddSingleton<ConsentDesk>().AddSingleton<ConsentVoice>().AddSingleton<LinkDesk>();
        services.AddSingleton<ILeaderAnswer, ConsentAnswers>().AddSingleton<ILeaderAnswer, RequestAnswers>().AddSingleton<ILeaderAnswer, FindingAnswers>();
        services.AddSingleton<AgendaStore>().AddSingleton<ActRunner>().AddSingleton<ActPermit>().AddSingleton<ActSight>().AddSingleton<Deadlines>().AddSingleton<SettingsKeeper>();
        services.AddHostedService<AgendaWorker>();
        services.AddSingleton<FoundByComparison>().AddSingleton<DriftFinder>().AddSingleton<DriftReporter>().AddSingleton<RosterWatch>();
        services.AddSingleton<MissedMessages>();
        services.AddSingleton<GroupComparison>().AddHostedService(provider => provider.GetRequiredService<GroupComparison>());
        return services;
    }
}
