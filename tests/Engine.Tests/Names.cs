using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Tests;

/// <summary>Names for tests.</summary>
static class Names
{
    /// <summary>The wire form of a name of ASCII; empty where it is no name.</summary>
    public static byte[] Wire(string name)
    {
        var wire = new byte[WireName.MaxBytes + 1];
        return wire[..WireName.FromText(Encoding.ASCII.GetBytes(name), wire)];
    }
}
