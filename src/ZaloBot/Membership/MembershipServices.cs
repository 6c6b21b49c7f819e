using ZaloBot.Groups;
using ZaloBot.Leaders;

namespace ZaloBot.Membership;

/// <summary>Registers the book of members, and those who are told about it.</summary>
public static class MembershipServices
{
    public static IServiceCollection AddMembership(this IServiceCollection services)
    {
        services.AddSingleton<NameBook>().AddSingleton<UndeclaredGroups>().AddSingleton<MembershipVoice>().AddSingleton<MembershipHandler>();
        services.AddSingleton<LeaderAlerts>().AddSingleton<AdministratorNotices>().AddSingleton<PrivateContactHandler>();
        services.AddSingleton<GroupComparison>().AddHostedService(provider => provider.GetRequiredService<GroupComparison>());
        return services;
    }
}
