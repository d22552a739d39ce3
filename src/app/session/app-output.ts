import { join } from 'path';
import type { IConstruct } from 'constructs';
import { createFolder, writeIfChanged } from '../../files/output-folder';
import { Losses } from '../output/losses';
import { YamlWriter } from '../output/yaml-writer';

/** The files of an app, held until all of them are known. */
export class AppOutput {
  private readonly steps: { readonly path: string; readonly text?: string }[] = [];
  private readonly yaml = new YamlWriter();

  constructor(private readonly folder: string, private readonly losses: Losses) {}

  /** The text of each file, by its path in the folder. */
  public get files(): ReadonlyMap<string, string> {
    return new Map(this.steps.flatMap(({ path, text }) => (text === undefined ? [] : [[path, text]])));
  }

  public addFolder(path: string): void {
    this.steps.push({ path });
  }

  public addText(path: string, text: string): void {
    this.steps.push({ path, text });
  }

  /** The writer is the construct whose file it is. */
  public addManifest(path: string, writer: IConstruct, documents: readonly unknown[]): void {
    this.losses.addFile(path, writer, documents);
    this.addText(path, this.yaml.write(documents));
  }

  /** Writes the files and folders in their order; a file that is there already with the same text is not touched. */
  public write(): void {
    for (const { path, text } of this.steps) {
      if (text === undefined) createFolder(join(this.folder, path));
      else writeIfChanged(join(this.folder, path), text);
    }
  }
}
