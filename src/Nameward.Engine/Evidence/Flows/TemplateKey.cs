using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Flows;

/// <summary>What a template holds for.</summary>
/// <param name="Exporter">Who sent it; nobody where the evidence does not name exporters.</param>
/// <param name="Source">Source id (NetFlow 9) or observation domain (IPFIX).</param>
/// <param name="Version">9 or 10.</param>
/// <param name="Set">Number of the sets whose records it describes.</param>
readonly record struct TemplateKey(Address Exporter, uint Source, byte Version, ushort Set);
