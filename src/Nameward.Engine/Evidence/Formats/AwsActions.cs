using System.Collections.Frozen;
using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The operations of Amazon's interfaces that change how DNS works (https://docs.aws.amazon.com/Route53/latest/APIReference; API versions 2013-04-01 of Route 53, 2018-04-01 of its
/// Resolver, 2014-05-15 of its Domains, 2016-11-15 of EC2).
/// </summary>
static class AwsActions
{
    const ConfigurationAct Set = ConfigurationAct.Set, Added = ConfigurationAct.Added, Removed = ConfigurationAct.Removed;

    static readonly FrozenDictionary<string, CloudAction> All = new Dictionary<string, CloudAction>
    {
        ["route53 ChangeResourceRecordSets"] = CloudAction.Of(ConfigurationKind.Record, Set, form: CloudForm.Records),
        ["route53 CreateHostedZone"] = CloudAction.Of(ConfigurationKind.Zone, Added, "name", form: CloudForm.Zone),
        ["route53 DeleteHostedZone"] = CloudAction.Of(ConfigurationKind.Zone, Removed, "id"),
        ["route53 AssociateVPCWithHostedZone"] = CloudAction.Of(ConfigurationKind.Zone, Set, "hostedZoneId", "vPCId"),
        ["route53 DisassociateVPCFromHostedZone"] = CloudAction.Of(ConfigurationKind.Zone, Removed, "hostedZoneId", "vPCId"),
        ["route53 CreateReusableDelegationSet"] = CloudAction.Of(ConfigurationKind.NameServers, Added, "hostedZoneId"),
        ["route53 EnableHostedZoneDNSSEC"] = CloudAction.Of(ConfigurationKind.Dnssec, Set, "hostedZoneId", form: CloudForm.Switch),
        ["route53 DisableHostedZoneDNSSEC"] = CloudAction.Of(ConfigurationKind.Dnssec, Set, "hostedZoneId", form: CloudForm.Switch),
        ["route53 CreateKeySigningKey"] = CloudAction.Of(ConfigurationKind.Dnssec, Added, "hostedZoneId", "name"),
        ["route53 DeleteKeySigningKey"] = CloudAction.Of(ConfigurationKind.Dnssec, Removed, "hostedZoneId", "name"),
        ["route53 DeactivateKeySigningKey"] = CloudAction.Of(ConfigurationKind.Dnssec, Set, "hostedZoneId", "name"),
        ["route53 CreateQueryLoggingConfig"] = CloudAction.Of(ConfigurationKind.Logging, Added, "hostedZoneId", "cloudWatchLogsLogGroupArn"),
        ["route53 DeleteQueryLoggingConfig"] = CloudAction.Of(ConfigurationKind.Logging, Removed, "id"),
        ["route53resolver CreateResolverRule"] = CloudAction.Of(ConfigurationKind.Forwarders, Added, "domainName", "targetIps"),
        ["route53resolver UpdateResolverRule"] = CloudAction.Of(ConfigurationKind.Forwarders, Set, "resolverRuleId", "targetIps"),
        ["route53resolver DeleteResolverRule"] = CloudAction.Of(ConfigurationKind.Forwarders, Removed, "resolverRuleId"),
        ["route53resolver AssociateResolverRule"] = CloudAction.Of(ConfigurationKind.Other, Added, "resolverRuleId", "vPCId"),
        ["route53resolver DisassociateResolverRule"] = CloudAction.Of(ConfigurationKind.Other, Removed, "resolverRuleId", "vPCId"),
        ["route53resolver CreateResolverEndpoint"] = CloudAction.Of(ConfigurationKind.Listening, Added, "name|creatorRequestId", "ip"),
        ["route53resolver AssociateResolverEndpointIpAddress"] = CloudAction.Of(ConfigurationKind.Listening, Added, "resolverEndpointId", "ip"),
        ["route53resolver DisassociateResolverEndpointIpAddress"] = CloudAction.Of(ConfigurationKind.Listening, Removed, "resolverEndpointId", "ip"),
        ["route53resolver DeleteResolverEndpoint"] = CloudAction.Of(ConfigurationKind.Listening, Removed, "resolverEndpointId"),
        ["route53resolver CreateResolverQueryLogConfig"] = CloudAction.Of(ConfigurationKind.Logging, Added, "name", "destinationArn"),
        ["route53resolver DeleteResolverQueryLogConfig"] = CloudAction.Of(ConfigurationKind.Logging, Removed, "resolverQueryLogConfigId"),
        ["route53resolver AssociateResolverQueryLogConfig"] = CloudAction.Of(ConfigurationKind.Logging, Added, "resolverQueryLogConfigId", "resourceId"),
        ["route53resolver DisassociateResolverQueryLogConfig"] = CloudAction.Of(ConfigurationKind.Logging, Removed, "resolverQueryLogConfigId", "resourceId"),
        ["route53resolver UpdateResolverDnssecConfig"] = CloudAction.Of(ConfigurationKind.Dnssec, Set, "resourceId", "validation", CloudForm.Switch),
        ["route53resolver CreateFirewallRule"] = CloudAction.Of(ConfigurationKind.Policy, Added, "name", "action"),
        ["route53resolver UpdateFirewallRule"] = CloudAction.Of(ConfigurationKind.Policy, Set, "name|firewallRuleGroupId", "action"),
        ["route53resolver DeleteFirewallRule"] = CloudAction.Of(ConfigurationKind.Policy, Removed, "firewallRuleGroupId"),
        ["route53resolver UpdateFirewallDomains"] = CloudAction.Of(ConfigurationKind.Policy, Set, "firewallDomainListId", "domains"),
        ["route53resolver AssociateFirewallRuleGroup"] = CloudAction.Of(ConfigurationKind.Policy, Added, "firewallRuleGroupId", "vpcId"),
        ["route53resolver DisassociateFirewallRuleGroup"] = CloudAction.Of(ConfigurationKind.Policy, Removed, "firewallRuleGroupAssociationId"),
        ["route53resolver UpdateFirewallConfig"] = CloudAction.Of(ConfigurationKind.Policy, Set, "resourceId", "firewallFailOpen"),
        ["route53domains UpdateDomainNameservers"] = CloudAction.Of(ConfigurationKind.NameServers, Set, "domainName", "name", CloudForm.Names),
        ["route53domains TransferDomain"] = CloudAction.Of(ConfigurationKind.Control, Set, "domainName"),
        ["route53domains TransferDomainToAnotherAwsAccount"] = CloudAction.Of(ConfigurationKind.Control, Set, "domainName", "accountId"),
        ["route53domains DisableDomainTransferLock"] = CloudAction.Of(ConfigurationKind.Control, Removed, "domainName"),
        ["route53domains AssociateDelegationSignerToDomain"] = CloudAction.Of(ConfigurationKind.Dnssec, Added, "domainName"),
        ["route53domains DisassociateDelegationSignerFromDomain"] = CloudAction.Of(ConfigurationKind.Dnssec, Removed, "domainName"),
        ["ec2 CreateDhcpOptions"] = CloudAction.Of(ConfigurationKind.AnnouncedServers, Added, form: CloudForm.Dhcp),
        ["ec2 AssociateDhcpOptions"] = CloudAction.Of(ConfigurationKind.Other, Set, "vpcId", "dhcpOptionsId"),
        ["ec2 DeleteDhcpOptions"] = CloudAction.Of(ConfigurationKind.AnnouncedServers, Removed, "dhcpOptionsId"),
        ["ec2 AuthorizeSecurityGroupIngress"] = CloudAction.Of(ConfigurationKind.Firewall, Added, "groupId|groupName", form: CloudForm.Firewall),
        ["ec2 AuthorizeSecurityGroupEgress"] = CloudAction.Of(ConfigurationKind.Firewall, Added, "groupId|groupName", form: CloudForm.Firewall),
        ["ec2 RevokeSecurityGroupIngress"] = CloudAction.Of(ConfigurationKind.Firewall, Removed, "groupId|groupName", form: CloudForm.Firewall),
        ["ec2 RevokeSecurityGroupEgress"] = CloudAction.Of(ConfigurationKind.Firewall, Removed, "groupId|groupName", form: CloudForm.Firewall),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    static readonly FrozenDictionary<string, CloudAction>.AlternateLookup<ReadOnlySpan<char>> ByText = All.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Longer than any name of the list.</summary>
    const int Longest = 96;

    /// <summary>What an operation does; null where it is of no concern.</summary>
    /// <param name="source">Its service: <c>route53.amazonaws.com</c>.</param>
    /// <param name="name">Its name; of a later version of the service that stands behind it.</param>
    public static CloudAction? Find(ReadOnlySpan<byte> source, ReadOnlySpan<byte> name)
    {
        Span<char> text = stackalloc char[Longest];
        var dot = source.IndexOf((byte)'.');
        source = dot < 0 ? source : source[..dot];
        if (source.Length + 1 + name.Length > Longest)
        {
            return null;
        }
        Encoding.Latin1.GetChars(source, text);
        text[source.Length] = ' ';
        Encoding.Latin1.GetChars(name, text[(source.Length + 1)..]);
        return ByText.TryGetValue(text[..(source.Length + 1 + name.Length)], out var action) ? action : null;
    }
}
