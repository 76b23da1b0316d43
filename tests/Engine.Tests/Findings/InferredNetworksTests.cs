using System.Text;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests.Findings;

public class InferredNetworksTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("192.0.2.7 8.8.8.8 127.0.0.1 169.254.1.1 fe80::1 2001:db8::1 100.64.0.9", "")]
    [InlineData("10.60.1.7 10.60.1.200", "10.60.1.0/24 2")]
    [InlineData("10.60.1.7 10.60.1.7", "10.60.1.0/24 1")]
    [InlineData("10.60.1.7 10.60.2.7 10.9.0.1 10.60.4.1", "10.9.0.0/24 1, 10.60.1.0/24 1, 10.60.2.0/24 1, 10.60.4.0/24 1")]
    [InlineData("10.60.1.7 10.60.2.7 10.60.3.1 10.60.4.1 10.60.5.1", "10.60.0.0/16 5")]
    [InlineData("10.1.0.1 10.2.0.1 10.3.0.1 10.4.0.1 10.5.0.1", "10.0.0.0/8 5")]
    [InlineData("172.16.0.1 172.17.0.1 172.18.0.1 172.19.0.1 172.31.0.1", "172.16.0.0/12 5")]
    [InlineData("192.168.1.1 192.168.2.1 192.168.3.1 192.168.4.1 192.168.5.1 10.0.0.1", "10.0.0.0/24 1, 192.168.0.0/16 5")]
    [InlineData("fd60:1::1 fd60:1:0:1::1", "fd60:1::/64 1, fd60:1:0:1::/64 1")]
    [InlineData("fd60:1::1 fd60:1:0:1::1 fd60:1:0:2::1 fd60:1:0:3::1 fd60:1:0:4::1", "fd60:1::/48 5")]
    [InlineData("fd01::1 fd02::1 fd03::1 fd04::1 fd05::1", "fc00::/7 5")]
    public void TheRangesAreTheSmallestOfAUsualSizeThatAreFew(string hosts, string expected)
    {
        var addresses = hosts.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(host => Address.TryParse(Encoding.ASCII.GetBytes(host), out var address) ? address : default).ToList();
        Assert.Equal(expected, Text(addresses));
        addresses.Reverse();
        Assert.Equal(expected, Text(addresses));
    }

    static string Text(IEnumerable<Address> hosts) => string.Join(", ", InferredNetworks.Of(hosts).Select(network => $"{network.Range} {network.Hosts}"));
}
