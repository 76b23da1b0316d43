using System.Net;
using Nameward.App.Feeds;
using Xunit;

namespace Nameward.App.Tests.Feeds;

/// <summary>Which addresses a feed may not stand on.</summary>
public class AddressGuardTests
{
    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("10.0.0.1")]
    [InlineData("100.64.0.1")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.8")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.251")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::7f00:1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::10.0.0.1")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("64:ff9b:1::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2002:c0a8:101::1")]
    [InlineData("2001:0:4136:e378:8000:63bf:3fff:fdd2")]
    [InlineData("2600::5efe:10.0.0.1")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("fe80::1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::fb")]
    public void WhatLeadsInsideIsRefused(string address) => Assert.NotNull(AddressGuard.WhyRefused(IPAddress.Parse(address)));

    [Theory]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("172.32.0.1")]
    [InlineData("203.0.113.7")]
    [InlineData("223.255.255.255")]
    [InlineData("::ffff:203.0.113.7")]
    [InlineData("64:ff9b::203.0.113.7")]
    [InlineData("2002:cb00:7107::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2606:4700::1111")]
    public void WhatIsPublicIsNot(string address) => Assert.Null(AddressGuard.WhyRefused(IPAddress.Parse(address)));
}
