# A Homebrew formula. Untried: there is no Homebrew where this was written, no release, and no address to fetch one from.
# To fill in at a release: the address (HOMEPAGE, RELEASES) and the sums of dist/SHA256SUMS.
class Cxterms < Formula
  desc "Looks up customer terms: what they mean, who says so, where voices disagree"
  homepage "HOMEPAGE"
  version "0.1.0"
  license all_of: [{ any_of: ["MIT", "Apache-2.0"] }, "CC-BY-4.0"]

  on_linux do
    on_intel do
      url "RELEASES/v#{version}/cxterms-#{version}-x86_64-unknown-linux-gnu.tar.gz"
      sha256 "SUM"
    end
  end
  on_macos do
    on_arm do
      url "RELEASES/v#{version}/cxterms-#{version}-aarch64-apple-darwin.tar.gz"
      sha256 "SUM"
    end
  end

  def install
    bin.install "cxterms"
    man1.install Dir["man/*.1"]
    bash_completion.install "completions/cxterms.bash" => "cxterms"
    fish_completion.install "completions/cxterms.fish"
    zsh_completion.install "completions/cxterms.zsh" => "_cxterms"
    prefix.install Dir["licenses/*"]
  end

  test do
    assert_match "net promoter score", shell_output("#{bin}/cxterms define nps --brief")
    assert_match "cxterms #{version}", shell_output("#{bin}/cxterms --version")
  end
end
